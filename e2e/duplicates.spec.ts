import { listViolations } from './support/axe.ts';
import { control, expect, linkBank, test } from './support/fixtures.ts';

test('what is here twice is asked, answered by keyboard, and taken back', async ({ page, api }) => {
  const { plaidItemId } = await linkBank(api);
  const today = new Date().toISOString().slice(0, 10);
  const cheque = { amount: 512, name: 'CHECK 1021', check_number: '1021', date: today };
  const coffee = { amount: 4.33, name: 'Corner Cafe', merchant_name: 'Corner Cafe', date: today };
  await control(`/items/${plaidItemId}/transactions`, { add: [cheque, cheque, coffee, coffee] });
  await page.goto('/transactions?q=512');
  const rows = page.locator('tr[data-row]');
  await expect(rows).toHaveCount(2);
  await page.getByRole('link', { name: '1 question' }).click();

  // Two coffees are two coffees; one cheque is cashed once.
  const asked = page.getByRole('listitem').filter({ hasText: 'one number' });
  await expect(page.getByRole('heading', { name: 'Is this here twice?' })).toBeVisible();
  await expect(page.getByText('Corner Cafe')).toHaveCount(0);
  await page.setViewportSize({ width: 360, height: 740 });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
  expect(await listViolations(page)).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.keyboard.press('j');
  await page.keyboard.press('y');
  await expect(asked).toHaveCount(0);
  await expect(page.getByText('here once').first()).toBeVisible();
  await page.keyboard.press('u');
  await expect(asked).toHaveCount(1);
  await page.keyboard.press('j');
  await page.keyboard.press('n');
  await expect(page.getByText('There is nothing to ask')).toBeVisible();

  // By hand: the two that are ticked are one.
  await page.goto('/transactions?q=512');
  await rows.nth(0).getByRole('checkbox').check();
  await rows.nth(1).getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Duplicates' }).click();
  await expect(rows).toHaveCount(1);
  await rows.first().getByRole('button').first().click();
  const drawer = page.getByRole('dialog');
  await expect(drawer.getByRole('button', { name: 'They are two' })).toBeVisible();
  expect(await listViolations(page)).toEqual([]);
  await drawer.getByRole('button', { name: 'They are two' }).click();
  await expect(rows).toHaveCount(2);

  // And from the drawer, for two coffees that were one after all.
  await page.goto('/transactions?q=corner');
  await expect(rows).toHaveCount(2);
  await rows.first().getByRole('button').first().click();
  await drawer.getByRole('button', { name: 'Is it here twice?' }).click();
  const dialog = page.getByRole('dialog', { name: 'Which one is the same?' });
  await dialog.getByRole('button', { name: /Corner Cafe/ }).click();
  await expect(rows).toHaveCount(1);
});

import { listViolations } from './support/axe.ts';
import { control, expect, linkBank, test } from './support/fixtures.ts';

test('what came back is linked to what it was for, and what is owed is remembered', async ({
  page,
  api,
}) => {
  const { plaidItemId } = await linkBank(api);
  const today = new Date().toISOString().slice(0, 10);
  const add = [
    { amount: 300, name: 'Larch & Sons', merchant_name: 'Larch & Sons', date: today },
    { amount: -300, name: 'Larch & Sons', merchant_name: 'Larch & Sons', date: today },
    { amount: 80, name: 'Pizzeria Uno', merchant_name: 'Pizzeria Uno', date: today },
    { amount: -40, name: 'From Anna', merchant_name: 'From Anna', date: today },
  ];
  const path = `/items/${plaidItemId}/transactions`;
  const { added } = await control<{ added: string[] }>(path, { add });
  const rows = page.locator('tr[data-row]');
  await page.goto('/transactions?q=larch');
  await expect(rows).toHaveCount(2);

  // The merchant sent as much back: offered, and nothing is linked before one says so.
  await rows.filter({ hasText: '−$300' }).getByRole('button', { name: 'Larch & Sons' }).click();
  const drawer = page.getByRole('dialog', { name: 'Larch & Sons' });
  await expect(drawer).toContainText('from the same merchant');
  await expect(page.getByText('Refunded')).toHaveCount(0);
  await drawer.getByRole('button', { name: 'Link it' }).click();
  await expect(drawer).toContainText('Net spending');
  await expect(rows.filter({ hasText: '−$300' })).toContainText('Refunded');
  expect(await listViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Taken back: Larch & Sons: $300.00 linked').first()).toBeVisible();
  await expect(drawer).toContainText('from the same merchant');
  await page.keyboard.press('Escape');
  // A page that is on its way there would keep the next one from coming.
  await page.waitForURL((url) => !url.searchParams.has('open'));

  // Half of a pizza is Anna's, by keyboard alone.
  await page.goto('/transactions?q=pizzeria');
  await rows.first().getByRole('button', { name: 'Pizzeria Uno' }).focus();
  await page.keyboard.press('Enter');
  const pizza = page.getByRole('dialog', { name: 'Pizzeria Uno' });
  await pizza.getByRole('button', { name: 'Somebody owes me' }).press('Enter');
  const ask = page.getByRole('dialog', { name: 'Somebody owes me part of this' });
  await expect(ask.getByLabel('Who')).toBeFocused();
  await page.keyboard.type('Anna');
  await page.keyboard.press('Tab');
  await page.keyboard.type('80/2');
  await page.keyboard.press('Enter');
  await expect(ask).toHaveCount(0);
  await expect(pizza).toContainText('Anna owes you');
  await expect(rows.first()).toContainText('Owed $40');
  // The first takes the message away, the second the drawer.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(pizza).toHaveCount(0);

  await page.getByRole('link', { name: 'Owed to you $40.00' }).click();
  await expect(page.getByRole('heading', { name: 'Anna' })).toBeVisible();
  await page.setViewportSize({ width: 360, height: 740 });
  const overflow = () =>
    page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
  expect(await overflow()).toBeLessThanOrEqual(0);
  expect(await listViolations(page)).toEqual([]);

  // She pays, and it is found among what came in.
  await page.getByRole('link', { name: 'Pizzeria Uno' }).click();
  await pizza.getByRole('button', { name: 'Link what came back' }).click();
  const link = page.getByRole('dialog', { name: 'What came back?' });
  await link.getByRole('searchbox').fill('from anna');
  await link.getByRole('button', { name: /From Anna/ }).click();
  await expect(link.getByLabel('How much of it')).toHaveValue('40.00');
  expect(await listViolations(page)).toEqual([]);
  expect(await overflow()).toBeLessThanOrEqual(0);
  await link.getByRole('button', { name: 'Link', exact: true }).click();
  await expect(pizza).toContainText('Anna has paid you back');
  await page.goto('/transactions/owed');
  await expect(page.getByText('Nobody owes you anything')).toBeVisible();

  // The bank says that it was less: it is asked about, and answered by keyboard.
  await control(path, { modify: [{ transaction_id: added[3], amount: -25 }] });
  await page.goto('/transactions/questions');
  const asked = page.getByRole('region', { name: 'How much came back?' });
  await expect(asked).toContainText('$40.00 of it is linked. That is more than there is.');
  expect(await listViolations(page)).toEqual([]);
  expect(await overflow()).toBeLessThanOrEqual(0);
  await asked.getByRole('listitem').focus();
  await page.keyboard.press('y');
  await expect(page.getByText('Pizzeria Uno: $25.00 linked', { exact: true })).toBeVisible();
  await expect(asked).toHaveCount(0);

  // And more after all: what is left of it is income, and each list shows as much as counts in it.
  await control(path, { modify: [{ transaction_id: added[3], amount: -100 }] });
  await page.goto('/transactions?q=counts:spending+"from+anna"');
  await expect(rows).toContainText('Part of $100.00');
  await expect(rows).toContainText('$25.00');
  expect(await listViolations(page)).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 800 });
  await rows.getByText('Part of $100.00').last().hover();
  await expect(page.getByRole('tooltip')).toContainText('$25.00 of $100.00 counts here.');
  await page.goto('/transactions?q=is:income+"from+anna"');
  await expect(rows).toContainText('$75.00');
});

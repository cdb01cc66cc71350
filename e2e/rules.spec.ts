import { listViolations } from './support/axe.ts';
import { expect, linkBank, test } from './support/fixtures.ts';

test('a rule is written with its matches in sight, reaches back, and goes without a trace', async ({
  page,
  api,
}) => {
  await linkBank(api, { username: 'user_good' });
  await page.goto('/transactions?q=uber');
  await page.getByRole('button', { name: 'Uber', exact: true }).first().click();
  const drawer = page.getByRole('dialog', { name: 'Uber' });
  await drawer.getByLabel('Category').click();
  await page.getByRole('combobox', { name: 'Search categories' }).fill('fuel');
  await page.keyboard.press('Enter');
  await expect(drawer.getByText(/\d+ similar/)).toBeVisible();
  await drawer.getByRole('button', { name: 'Make this a rule' }).click();
  const dialog = page.getByRole('dialog', { name: 'New rule' });
  await expect(dialog.getByLabel('The merchant is')).toHaveValue('Uber');
  await dialog.getByRole('combobox', { name: 'Tags' }).click();
  await page.getByRole('combobox', { name: 'Search tags' }).fill('Rides');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(dialog.getByRole('button', { name: 'Remove Rides' })).toBeVisible();
  await expect(
    dialog.getByRole('heading', { name: /^It matches \d+ transactions$/ }),
  ).toBeVisible();
  await expect(dialog.getByRole('listitem').filter({ hasText: '→ Fuel' }).first()).toContainText(
    'Taxis & ride shares',
  );
  expect(await listViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Create the rule' }).click();
  await expect(page.getByText('transactions show differently now').first()).toBeVisible();
  await expect(drawer.getByRole('button', { name: 'Remove Rides' })).toBeVisible();

  await page.goto('/settings/rules');
  const first = page.getByRole('button', { name: /^Edit Uber/ });
  await expect(first).toContainText('Fuel, tagged Rides');
  await page.getByRole('button', { name: 'New rule' }).click();
  await dialog.getByLabel('Merchant or bank’s text has').fill('uber');
  await dialog.getByLabel('Call it').fill('Ride');
  await dialog.getByRole('button', { name: 'Create the rule' }).press('Enter');
  const rules = page.getByRole('list', { name: 'Rules' }).getByRole('listitem');
  await expect(rules.first()).toContainText('called “Ride”');
  await first.focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(rules.first()).toContainText('Fuel');
  await expect(first).toBeFocused();
  expect(await listViolations(page)).toEqual([]);

  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/transactions?q=uber');
  await expect(page.getByText('Fuel').first()).toBeVisible();
  await page.goto('/settings/rules');
  for (const name of ['Ride', 'Uber']) {
    const row = rules.filter({ hasText: name === 'Ride' ? 'called “Ride”' : 'Fuel' });
    await row.getByRole('button', { name: /^More for/ }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await expect(row).toBeHidden();
  }
  await page.goto('/settings/categories?show=tags');
  await expect(
    page.getByRole('main').getByRole('listitem').filter({ hasText: 'Rides' }),
  ).toContainText('0 transactions');
  await page.getByRole('button', { name: 'More for Rides' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(page.getByText('No tags yet')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(
    page.getByRole('main').getByRole('listitem').filter({ hasText: 'Rides' }),
  ).toBeVisible();
});

import { bank, chooseAllAccounts, rowOf, shoot } from './support/connection-states.ts';
import { control, expect, linkBank, test } from './support/fixtures.ts';
import { linkFrame, repairThroughLink } from './support/link.ts';
import { linkByNumbers } from './support/numbers.ts';

test('investments and debts are allowed later, through Link', async ({ page, api }) => {
  await linkBank(api, { username: 'user_good' });
  await page.goto('/connections');
  const row = rowOf(page);
  const more = row.getByRole('button', { name: `More for ${bank}` });
  await more.click();
  await page.getByRole('menuitem', { name: 'Allow investments and debts' }).click();
  const link = linkFrame(page);
  await expect(link.getByText(/investments/i).first()).toBeVisible();
  await link.getByRole('button', { name: 'Continue' }).click();
  await repairThroughLink(page);
  await expect(page.getByRole('region', { name: /^Messages/ })).toContainText('nothing new');
  await expect(row).toContainText('Up to date');
  await more.click();
  await expect(page.getByRole('menuitem', { name: 'Choose accounts' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Allow investments and debts' })).toBeHidden();
});

test('the code of a deposit is confirmed through Link', async ({ page, api }) => {
  await linkByNumbers(api);
  await page.goto('/connections');
  const row = page.getByRole('main').getByRole('listitem');
  await expect(row).toContainText('Deposit to confirm');
  await expect(row).toContainText('Its code is on the account’s statement');
  await shoot(page, 'deposit-to-confirm-row');
  await row.getByRole('button', { name: 'Confirm deposit' }).click();
  const link = linkFrame(page);
  await link.getByLabel('Three-letter code').fill('ABC');
  await link.getByRole('button', { name: 'Continue' }).click();
  await link.getByRole('button', { name: 'Done' }).click();
  await expect(row).toContainText('Up to date');
  await expect(row.getByRole('button', { name: 'Confirm deposit' })).toBeHidden();
});

test('a new account at the bank is offered, and comes once it is chosen', async ({ page, api }) => {
  const item = await linkBank(api, { username: 'user_good' });
  await control(`/items/${item.plaidItemId}/accounts`, { name: 'Holiday Saver', current: 12 });
  await page.goto('/connections');
  const row = rowOf(page);
  await expect(row).toContainText('New accounts');
  await expect(row).toContainText('not shared with Plumbline yet');
  await shoot(page, 'new-accounts-row');
  await row.getByRole('button', { name: 'Choose accounts' }).click();
  await chooseAllAccounts(page);
  await expect(row).toContainText('Up to date');
  await page.goto('/accounts');
  await expect(page.getByText('Holiday Saver')).toBeVisible();
});

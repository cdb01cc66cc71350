import { control, expect, linkBank, test } from './support/fixtures.ts';

type Account = { id: string; name: string; group: string; current: { minor: number } };
type Truth = { accounts: { account_id: string; type: string; balances: { current: number } }[] };

test('an account that does not tie out says so first, with what may explain it', async ({
  page,
  api,
}) => {
  const item = await linkBank(api);
  const { items } = await api.ask<{ items: Account[] }>('GET', '/api/accounts');
  const account = items.find((each) => each.group === 'cash');
  const { accounts } = await control<Truth>(`/items/${item.plaidItemId}/truth?limit=1`);
  const bank = accounts.find((each) => each.type === 'depository');
  if (!account || !bank) throw new Error('There is no deposit account.');

  await page.goto(`/accounts/${account.id}`);
  const section = page.getByRole('region', { name: /Tie-out/ });
  await expect(section).toContainText('Ties out');
  await section.getByText('How it adds up').click();

  // A purchase books and moves the balance; then it books again, and the balance stays.
  const purchase = { account_id: bank.account_id, amount: 25, name: 'Hotel Adler' };
  const path = `/items/${item.plaidItemId}`;
  await control(`${path}/transactions`, { add: [purchase] });
  await expect(section).toContainText('−$25.00');
  await expect(section).toContainText('Ties out');
  await control(`${path}/transactions`, { add: [purchase], webhook: false });
  await control(`${path}/balances`, {
    balances: [{ account_id: bank.account_id, current: bank.balances.current - 25 }],
  });
  await api.ask('POST', `/api/items/${item.id}/sync`);
  await expect(section).toContainText('Off by $25.00 since');
  await expect(section.getByRole('listitem').first()).toContainText(/Hotel Adler.*twice/);
  await section.getByRole('button', { name: 'Hotel Adler' }).first().click();
  await expect(page.getByRole('dialog', { name: 'Hotel Adler' })).toBeVisible();
  await page.keyboard.press('Escape');

  await page.goto('/');
  await expect(page.getByText('One account does not tie out')).toBeVisible();
  await page.getByRole('link', { name: account.name }).first().click();

  await section.getByRole('button', { name: 'Accept the bank’s balance' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Accept' }).click();
  await expect(section).toContainText('Ties out');
  await page.goto('/');
  await expect(page.getByText('Net worth').first()).toBeVisible();
  await expect(page.getByText('One account does not tie out')).toBeHidden();
});

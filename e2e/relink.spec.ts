import { type Api, control, expect, linkBank, test } from './support/fixtures.ts';

type Row = {
  id: string;
  date: string;
  merchant: string;
  amount: { minor: number };
  note: string | null;
  category: { id: string } | null;
  reviewed: boolean;
};
type Rows = { items: Row[]; nextCursor: string | null };

async function listAll(api: Api): Promise<Row[]> {
  const rows: Row[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Rows = await api.ask('GET', `/api/transactions?limit=200&cursor=${cursor}`);
    rows.push(...page.items);
    cursor = page.nextCursor;
  }
  return rows;
}

/** What a person sees and has decided of every row. */
async function ledger(api: Api): Promise<string[]> {
  const rows = await listAll(api);
  return rows
    .map(({ id, date, merchant, amount, note, reviewed }) =>
      JSON.stringify([id, date, merchant, amount.minor, note, reviewed]),
    )
    .sort();
}

test('a bank that had to be linked anew goes on with the old history and its edits, and back', async ({
  page,
  api,
}) => {
  const old = await linkBank(api, { username: 'user_good' });
  const [first, second] = await listAll(api);
  await api.ask('PATCH', `/api/transactions/${first?.id}`, { note: 'Ida’s wedding' });
  await api.ask('PATCH', `/api/transactions/${second?.id}`, { reviewed: true });
  const before = await ledger(api);
  await api.ask('DELETE', `/api/items/${old.id}`, { history: 'keep' });
  const fresh = await linkBank(api, { username: 'user_good' });
  const doubled = await ledger(api);
  expect(doubled).toHaveLength(2 * before.length);

  await page.goto('/connections');
  const main = page.getByRole('main');
  await expect(main.getByText('First Platypus Bank looks like your old connection')).toBeVisible();
  await expect(main).toContainText('2 of them edited');
  await main.getByRole('button', { name: 'Move history…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Move the history of First Platypus Bank' });
  await expect(dialog).toContainText('Plaid Checking ··0000');
  await expect(dialog).toContainText(`${before.length} transactions move`);
  await expect(dialog).toContainText('2 of them with your edits');
  await dialog.getByRole('button', { name: 'Move history' }).click();
  await expect(dialog).toBeHidden();

  // The very rows of before, with the very edits, and nothing twice.
  expect(await ledger(api)).toEqual(before);
  await expect(main).toContainText('of an earlier connection moved here');
  await expect(main.getByRole('listitem')).toHaveCount(1);

  // What the bank books next comes once, and what was there stays.
  await control(`/items/${fresh.plaidItemId}/transactions`, {
    add: [{ amount: 9.99, name: 'Afterwards' }],
  });
  await expect.poll(async () => (await ledger(api)).length).toBe(before.length + 1);

  await main.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Undo the move' }).click();
  await expect(main.getByText('looks like your old connection')).toBeVisible();
  const after = await ledger(api);
  expect(after.filter((row) => !row.includes('Afterwards'))).toEqual(doubled);
  expect(after).toHaveLength(doubled.length + 1);
  await expect(main.getByRole('listitem')).toHaveCount(2);
});

test('accounts are matched by hand where the bank does not say, and a suggestion can be declined', async ({
  page,
  api,
}) => {
  const old = await linkBank(api, { username: 'user_good' });
  await api.ask('DELETE', `/api/items/${old.id}`, { history: 'keep' });
  await linkBank(api, { username: 'user_good' });
  await page.goto('/connections');
  const main = page.getByRole('main');
  await main.getByRole('button', { name: 'Keep apart' }).click();
  await expect(main.getByText('looks like your old connection')).toBeHidden();

  await main.getByRole('button', { name: 'More for First Platypus Bank' }).last().click();
  await page.getByRole('menuitem', { name: 'Move history' }).click();
  const dialog = page.getByRole('dialog');
  const checking = dialog.getByRole('combobox', { name: 'New account for Plaid Checking ··0000' });
  const saving = dialog.getByRole('combobox', { name: 'New account for Plaid Saving ··1111' });
  await checking.click();
  await page.getByRole('option', { name: 'Plaid Saving ··1111' }).click();
  await expect(saving).toContainText('Leave with the old one');
  await expect(dialog.getByText('Check this')).toBeVisible();
  await checking.click();
  await page.getByRole('option', { name: 'Leave with the old one' }).click();
  await dialog.getByRole('button', { name: 'Move history' }).click();
  await expect(dialog).toBeHidden();
  await expect(main.getByRole('listitem').last()).toContainText('2 accounts');
});

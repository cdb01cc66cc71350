import { Products } from 'plaid';
import { describe, expect, it } from 'vitest';
import { addDays, toDateOnly } from '../dates.ts';
import { linkItem, syncAll, waitForHistory } from '../testing/link-item.ts';
import { catchProblem, openTestSandbox } from '../testing/test-sandbox.ts';

const sandbox = await openTestSandbox();

describe('user_transactions_dynamic', () => {
  const options = {
    override_username: 'user_transactions_dynamic',
    override_password: 'anything',
    transactions: { days_requested: 365 },
  };

  it('has about fifty rows, some pending, and moves on every refresh', async () => {
    const client = sandbox.client();
    const { accessToken } = await linkItem(client, options);
    await waitForHistory(client, accessToken);
    const before = await syncAll(client, accessToken);
    const pending = before.added.filter((row) => row.pending);
    expect(before.added.length).toBeGreaterThan(40);
    expect(before.added.length).toBeLessThan(65);
    expect(pending.length).toBeGreaterThan(0);

    await client.transactionsRefresh({ access_token: accessToken });
    const after = await syncAll(client, accessToken, before.cursor);
    expect(after.removed.sort()).toEqual(pending.map((row) => row.transaction_id).sort());
    const posted = after.added.filter((row) => row.pending_transaction_id !== null);
    expect(posted.map((row) => row.pending_transaction_id).sort()).toEqual(after.removed);
    expect(after.added.some((row) => row.pending)).toBe(true);
    const [raised] = after.modified;
    const original = before.added.find((row) => row.transaction_id === raised?.transaction_id);
    expect(after.modified).toHaveLength(1);
    expect((raised?.amount ?? 0) - (original?.amount ?? 0)).toBeCloseTo(1, 6);
  });

  it('keeps balances that tie out with its posted rows', async () => {
    const client = sandbox.client();
    const { accessToken } = await linkItem(client, options);
    await waitForHistory(client, accessToken);
    const before = await syncAll(client, accessToken);
    const anchor = (await client.accountsGet({ access_token: accessToken })).data.accounts;
    let { cursor } = before;
    const rows = new Map(before.added.map((row) => [row.transaction_id, row]));
    for (let round = 0; round < 5; round += 1) {
      await client.transactionsRefresh({ access_token: accessToken });
      const pass = await syncAll(client, accessToken, cursor);
      for (const id of pass.removed) {
        rows.delete(id);
      }
      for (const row of [...pass.added, ...pass.modified]) {
        rows.set(row.transaction_id, row);
      }
      cursor = pass.cursor;
    }
    const now = (await client.accountsGet({ access_token: accessToken })).data.accounts;
    for (const account of now) {
      const sum = (list: Iterable<{ account_id: string; pending: boolean; amount: number }>) =>
        [...list]
          .filter((row) => row.account_id === account.account_id && !row.pending)
          .reduce((total, row) => total + row.amount, 0);
      const moved = sum(rows.values()) - sum(before.added);
      const old = anchor.find((other) => other.account_id === account.account_id);
      const sign = account.type === 'credit' ? 1 : -1;
      expect(account.balances.current).toBeCloseTo((old?.balances.current ?? 0) + sign * moved, 4);
    }
  });

  it('lets transactions be created, ten at a time, of the last fortnight', async () => {
    const client = sandbox.client();
    const { accessToken } = await linkItem(client, options);
    await waitForHistory(client, accessToken);
    const before = await syncAll(client, accessToken);
    const today = toDateOnly(Date.now());
    const row = { date_transacted: today, date_posted: today, amount: 8.5, description: 'KFC 12' };
    await client.sandboxTransactionsCreate({ access_token: accessToken, transactions: [row] });
    const after = await syncAll(client, accessToken, before.cursor);
    expect(after.added).toMatchObject([{ amount: 8.5, merchant_name: 'KFC', pending: false }]);

    const many = client.sandboxTransactionsCreate({
      access_token: accessToken,
      transactions: Array.from({ length: 11 }, () => row),
    });
    expect(await catchProblem(many)).toMatchObject({ error_code: 'INVALID_FIELD', status: 400 });
    const old = client.sandboxTransactionsCreate({
      access_token: accessToken,
      transactions: [{ ...row, date_transacted: addDays(today, -15) }],
    });
    expect((await catchProblem(old)).display_message).toContain('14 days');
    const { accessToken: good } = await linkItem(client);
    await waitForHistory(client, good);
    const wrong = client.sandboxTransactionsCreate({ access_token: good, transactions: [row] });
    expect((await catchProblem(wrong)).error_code).toBe('INVALID_FIELD');
  });
});

describe('user_custom', () => {
  it('has the accounts and rows of its configuration', async () => {
    const client = sandbox.client();
    const today = toDateOnly(Date.now());
    const { accessToken } = await linkItem(client, {
      override_username: 'user_custom',
      override_password: JSON.stringify({
        override_accounts: [
          {
            type: 'depository',
            subtype: 'savings',
            starting_balance: 1234.56,
            currency: 'CAD',
            meta: { name: 'Rainy day', mask: '4242' },
            transactions: [
              {
                date_transacted: addDays(today, -3),
                date_posted: addDays(today, -2),
                amount: 12,
                description: 'Starbucks 1',
                currency: 'CAD',
              },
              {
                date_transacted: today,
                date_posted: addDays(today, 2),
                amount: 30,
                description: 'Held',
                currency: 'CAD',
              },
            ],
          },
        ],
      }),
    });
    await waitForHistory(client, accessToken);
    const { added } = await syncAll(client, accessToken);
    expect(added.map((row) => [row.name, row.pending, row.amount])).toEqual([
      ['Starbucks 1', false, 12],
      ['Held', true, 30],
    ]);
    const { accounts } = (await client.accountsGet({ access_token: accessToken })).data;
    expect(accounts).toMatchObject([
      { name: 'Rainy day', mask: '4242', balances: { current: 1234.56, iso_currency_code: 'CAD' } },
    ]);
    const broken = linkItem(
      client,
      { override_username: 'user_custom', override_password: 'no json' },
      [Products.Transactions],
    );
    expect((await catchProblem(broken)).error_code).toBe('INVALID_CREDENTIALS');
  });
});

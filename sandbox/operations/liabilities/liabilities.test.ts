import { Products } from 'plaid';
import { expect, it } from 'vitest';
import { addDays, toDateOnly } from '../../dates.ts';
import { linkItem, syncAll, waitForHistory } from '../../testing/link-item.ts';
import {
  catchProblem,
  openTestSandbox,
  startReceiver,
  startTestSandbox,
  waitFor,
} from '../../testing/test-sandbox.ts';

const sandbox = await openTestSandbox();
const client = sandbox.client();
const today = toDateOnly(Date.now());

it('says of each debt what its account says', async () => {
  const { accessToken } = await linkItem(client, {}, [Products.Liabilities]);
  const { accounts, liabilities } = (await client.liabilitiesGet({ access_token: accessToken }))
    .data;
  const balanceOf = (id: string | null) =>
    accounts.find((account) => account.account_id === id)?.balances.current ?? Number.NaN;
  expect(liabilities.credit).toHaveLength(2);
  for (const card of liabilities.credit ?? []) {
    const owed = card.aprs.reduce((sum, rate) => sum + (rate.balance_subject_to_apr ?? 0), 0);
    expect(owed).toBe(balanceOf(card.account_id));
    expect(card.last_statement_balance).toBe(owed);
    expect(card.minimum_payment_amount).toBeLessThanOrEqual(owed);
    expect((card.next_payment_due_date ?? '') >= today).toBe(true);
    expect((card.last_payment_date ?? today) < today).toBe(true);
  }
  const [student] = liabilities.student ?? [];
  expect(student).toMatchObject({ interest_rate_percentage: 5.25, is_overdue: false });
  expect(student?.last_statement_balance).toBe(balanceOf(student?.account_id ?? null));
  expect(student?.origination_principal_amount).toBeGreaterThan(65_262);
  const [mortgage] = liabilities.mortgage ?? [];
  expect(mortgage?.interest_rate).toEqual({ percentage: 3.99, type: 'fixed' });
  // What is left of the principal at this rate after the instalments so far is the balance.
  const monthly = 3.99 / 1200;
  const share = (1 - (1 + monthly) ** -(360 - 96)) / (1 - (1 + monthly) ** -360);
  const left = (mortgage?.origination_principal_amount ?? 0) * share;
  expect(left).toBeCloseTo(balanceOf(mortgage?.account_id ?? null), 1);
});

it('reads statement and last payment off the books where the books move the balance', async () => {
  const { accessToken } = await linkItem(
    client,
    {
      override_username: 'user_custom',
      override_password: JSON.stringify({
        override_accounts: [
          {
            type: 'credit',
            subtype: 'credit card',
            starting_balance: 500,
            transactions: [
              { date_transacted: today, date_posted: today, amount: 40, description: 'Shoes' },
              {
                date_transacted: addDays(today, -40),
                date_posted: addDays(today, -40),
                amount: -120,
                description: 'Payment',
              },
            ],
          },
        ],
      }),
    },
    [Products.Transactions, Products.Liabilities],
  );
  await waitForHistory(client, accessToken);
  expect((await syncAll(client, accessToken)).added).toHaveLength(2);
  const { liabilities } = (await client.liabilitiesGet({ access_token: accessToken })).data;
  const issuedToday = liabilities.credit?.[0]?.last_statement_issue_date === today;
  expect(liabilities.credit?.[0]).toMatchObject({
    last_statement_balance: issuedToday ? 500 : 460,
    last_payment_amount: 120,
    last_payment_date: addDays(today, -40),
  });
  expect(liabilities.mortgage).toBeNull();
});

it('tells by webhook of new debts, and later of the fields that changed', async () => {
  const other = await startTestSandbox();
  const receiver = await startReceiver();
  try {
    const { accessToken } = await linkItem(other.client(), { webhook: receiver.url }, [
      Products.Liabilities,
    ]);
    const { accounts } = (await other.client().accountsGet({ access_token: accessToken })).data;
    const find = () =>
      receiver.received.find(({ body }) => body.webhook_type === 'LIABILITIES')?.body;
    const first = await waitFor('the first look', find);
    expect(first.account_ids_with_new_liabilities).toHaveLength(accounts.length);
    receiver.received.length = 0;
    // Long enough for a statement, short enough for the login.
    await other.control('/clock', { advanceDays: 29 });
    const second = await waitFor('a change', find);
    expect(second.account_ids_with_new_liabilities).toEqual([]);
    const updated = Object.entries(
      second.account_ids_with_updated_liabilities as Record<string, string[]>,
    );
    expect(updated.length).toBeGreaterThan(0);
    expect(updated.flatMap(([, fields]) => fields)).toContain('last_statement_issue_date');
  } finally {
    await receiver.close();
    await other.close();
  }
});

it('needs a debt', async () => {
  const { accessToken } = await linkItem(
    client,
    {
      override_username: 'user_custom',
      override_password: JSON.stringify({
        override_accounts: [{ type: 'depository', subtype: 'checking' }],
      }),
    },
    [Products.Transactions, Products.Liabilities],
  );
  const call = client.liabilitiesGet({ access_token: accessToken });
  expect(await catchProblem(call)).toMatchObject({ error_code: 'NO_LIABILITY_ACCOUNTS' });
});

import {
  EnrichTransactionDirection,
  RecurringTransactionFrequency,
  type TransactionStream,
  TransactionStreamStatus,
} from 'plaid';
import { describe, expect, it } from 'vitest';
import { linkItem, syncAll, waitForHistory } from '../testing/link-item.ts';
import {
  catchProblem,
  openReceiver,
  openTestSandbox,
  startTestSandbox,
  waitFor,
} from '../testing/test-sandbox.ts';

const sandbox = await openTestSandbox();
const receiver = await openReceiver();

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}

/** A login whose account has exactly these payments. */
async function linkPayments(payments: { description: string; amount: number; days: number[] }[]) {
  const client = sandbox.client();
  const transactions = payments.flatMap(({ description, amount, days }) =>
    days.map((day) => ({
      date_transacted: daysAgo(day),
      date_posted: daysAgo(day),
      description,
      amount,
      currency: 'USD',
    })),
  );
  const { accessToken, itemId } = await linkItem(client, {
    webhook: receiver.url,
    override_username: 'user_custom',
    override_password: JSON.stringify({
      override_accounts: [{ type: 'depository', subtype: 'checking', transactions }],
    }),
    transactions: { days_requested: 730 },
  });
  await waitForHistory(client, accessToken);
  return { client, accessToken, itemId };
}

async function readStreams(
  payments: Parameters<typeof linkPayments>[0],
): Promise<Map<string, TransactionStream>> {
  const { client, accessToken } = await linkPayments(payments);
  const { data } = await client.transactionsRecurringGet({ access_token: accessToken });
  return new Map(
    [...data.inflow_streams, ...data.outflow_streams].map((stream) => [stream.description, stream]),
  );
}

describe('recurring streams', () => {
  it('have the rhythm of their payments', async () => {
    const every = (gap: number, count: number) =>
      Array.from({ length: count }, (_, index) => 1 + index * gap);
    const streams = await readStreams([
      { description: 'WEEKLY CLEANERS', amount: 40, days: every(7, 5) },
      { description: 'ACME PAYROLL', amount: -1200, days: every(14, 5) },
      { description: 'NETFLIX.COM', amount: 15.49, days: every(30, 4) },
      { description: 'YEARLY CLUB', amount: 99, days: every(365, 2) },
      { description: 'CORNER SHOP', amount: 5, days: [2, 3, 11, 29, 31, 77] },
    ]);
    const frequencies = Object.fromEntries(
      [...streams].map(([name, stream]) => [name, stream.frequency]),
    );
    expect(frequencies).toEqual({
      'WEEKLY CLEANERS': RecurringTransactionFrequency.Weekly,
      'ACME PAYROLL': RecurringTransactionFrequency.Biweekly,
      'NETFLIX.COM': RecurringTransactionFrequency.Monthly,
      'YEARLY CLUB': RecurringTransactionFrequency.Annually,
    });
    expect(streams.get('NETFLIX.COM')).toMatchObject({
      status: TransactionStreamStatus.Mature,
      is_active: true,
      merchant_name: 'Netflix',
      first_date: daysAgo(91),
      last_date: daysAgo(1),
      predicted_next_date: daysAgo(-29),
      average_amount: { amount: 15.49, iso_currency_code: 'USD' },
    });
    expect(streams.get('ACME PAYROLL')?.last_amount.amount).toBe(-1200);
    expect(streams.get('YEARLY CLUB')?.status).toBe(TransactionStreamStatus.Mature);
  });

  it('begin early, and end', async () => {
    const streams = await readStreams([
      { description: 'NEW GYM', amount: 50, days: [3, 33] },
      { description: 'TRIED ONCE MORE', amount: 20, days: [140, 170] },
      { description: 'OLD MAGAZINE', amount: 8, days: [200, 230, 260, 290] },
      { description: 'TWO REPAIRS', amount: 20, days: [4] },
      { description: 'TWO REPAIRS', amount: 600, days: [34] },
    ]);
    expect(streams.get('NEW GYM')).toMatchObject({
      status: TransactionStreamStatus.EarlyDetection,
      is_active: true,
    });
    expect(streams.get('TRIED ONCE MORE')).toMatchObject({
      status: TransactionStreamStatus.Tombstoned,
      is_active: false,
      predicted_next_date: null,
    });
    expect(streams.get('OLD MAGAZINE')).toMatchObject({
      status: TransactionStreamStatus.Mature,
      is_active: false,
    });
    expect(streams.has('TWO REPAIRS')).toBe(false);
  });

  it('are made of the transactions a sync reports', async () => {
    const client = sandbox.client();
    const { accessToken } = await linkItem(client, { transactions: { days_requested: 180 } });
    await waitForHistory(client, accessToken);
    const known = new Set(
      (await syncAll(client, accessToken)).added.map((row) => row.transaction_id),
    );
    const { data } = await client.transactionsRecurringGet({ access_token: accessToken });
    expect(data.inflow_streams.map((stream) => stream.description)).toContain('INTRST PYMNT');
    const ids = [...data.inflow_streams, ...data.outflow_streams].flatMap(
      (stream) => stream.transaction_ids,
    );
    expect(ids.length).toBeGreaterThan(20);
    expect(ids.filter((id) => !known.has(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('tell when they change, once somebody has asked for them', async () => {
    const { client, accessToken, itemId } = await linkPayments([
      { description: 'NETFLIX.COM', amount: 15, days: [35, 65, 95] },
    ]);
    const edit = (name: string) =>
      sandbox.control(`/items/${itemId}/transactions`, {
        add: [{ amount: 15, name, date: daysAgo(5) }],
      });
    const find = () =>
      receiver.received.find(
        ({ body }) =>
          body.item_id === itemId && body.webhook_code === 'RECURRING_TRANSACTIONS_UPDATE',
      );
    await edit('CORNER SHOP');
    await waitFor('the default update', () =>
      receiver.received.find(
        ({ body }) => body.item_id === itemId && body.webhook_code === 'DEFAULT_UPDATE',
      ),
    );
    expect(find()).toBeUndefined();
    const { data } = await client.transactionsRecurringGet({ access_token: accessToken });
    await edit('NETFLIX.COM');
    const webhook = await waitFor('the webhook', find);
    expect(webhook.body.account_ids).toEqual([data.outflow_streams[0]?.account_id]);
  });

  it('wait for the whole history', async () => {
    const slow = await startTestSandbox({ initialDelayMs: 0, historicalDelayMs: 60_000 });
    try {
      const client = slow.client();
      const { accessToken } = await linkItem(client);
      const problem = await catchProblem(
        client.transactionsRecurringGet({ access_token: accessToken }),
      );
      expect(problem.error_code).toBe('PRODUCT_NOT_READY');
    } finally {
      await slow.close();
    }
  });
});

describe('enrichment', () => {
  it('reads the caller’s rows as it reads a bank’s', async () => {
    const { data } = await sandbox.client().transactionsEnrich({
      account_type: 'depository',
      transactions: [
        {
          id: 'a',
          description: 'UBER EATS 8005928996',
          amount: 31.2,
          direction: EnrichTransactionDirection.Outflow,
          iso_currency_code: 'USD',
          location: { city: 'Reno' },
        },
        {
          id: 'b',
          description: 'ACME PAYROLL',
          amount: 900,
          direction: EnrichTransactionDirection.Inflow,
          iso_currency_code: 'USD',
        },
      ],
    });
    expect(data.enriched_transactions).toMatchObject([
      {
        id: 'a',
        amount: 31.2,
        enrichments: {
          merchant_name: 'Uber Eats',
          location: { city: 'Reno', country: null },
          personal_finance_category: { primary: 'FOOD_AND_DRINK' },
        },
      },
      { id: 'b', enrichments: { personal_finance_category: { detailed: 'INCOME_SALARY' } } },
    ]);
  });
});

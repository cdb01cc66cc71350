import { type InvestmentTransaction, Products } from 'plaid';
import { describe, expect, it } from 'vitest';
import { addDays, toDateOnly } from '../../dates.ts';
import { linkItem } from '../../testing/link-item.ts';
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

describe('/investments/holdings/get', () => {
  it('adds up to the balance of each account, and describes every security', async () => {
    const { accessToken } = await linkItem(client, {}, [Products.Investments]);
    const { data } = await client.investmentsHoldingsGet({ access_token: accessToken });
    expect(data.accounts.map((account) => account.subtype)).toEqual(['ira', '401k']);
    for (const account of data.accounts) {
      const held = data.holdings.filter((row) => row.account_id === account.account_id);
      const sum = held.reduce((total, row) => total + row.institution_value, 0);
      expect(sum).toBeCloseTo(account.balances.current ?? 0, 6);
    }
    const ids = new Set(data.securities.map((security) => security.security_id));
    expect(data.holdings.every((row) => ids.has(row.security_id))).toBe(true);
    expect(ids.size).toBe(data.securities.length);
  });

  it('needs an investment account', async () => {
    const { accessToken } = await linkItem(client, dynamicUser, [
      Products.Transactions,
      Products.Investments,
    ]);
    const call = client.investmentsHoldingsGet({ access_token: accessToken });
    expect((await catchProblem(call)).error_code).toBe('NO_INVESTMENT_ACCOUNTS');
  });
});

const dynamicUser = {
  override_username: 'user_transactions_dynamic',
  override_password: 'anything',
};

describe('/investments/transactions/get', () => {
  it('pages from the newest back to two years ago, each row once', async () => {
    const { accessToken } = await linkItem(client, {}, [Products.Investments]);
    const page = (offset: number, count: number) =>
      client.investmentsTransactionsGet({
        access_token: accessToken,
        start_date: '2000-01-01',
        end_date: '2100-01-01',
        options: { offset, count },
      });
    const rows: InvestmentTransaction[] = [];
    let total = 1;
    while (rows.length < total) {
      const { data } = await page(rows.length, 100);
      total = data.total_investment_transactions;
      rows.push(...data.investment_transactions);
    }
    expect(total).toBeGreaterThan(200);
    expect(new Set(rows.map((row) => row.investment_transaction_id)).size).toBe(total);
    const dates = rows.map((row) => row.date);
    expect(dates).toEqual([...dates].sort().reverse());
    expect((dates.at(-1) ?? '') >= addDays(today, -730)).toBe(true);
    // Cash leaves when something is bought, and comes in when it is sold.
    for (const row of rows.filter(({ type }) => type === 'buy' || type === 'sell')) {
      expect(Math.sign(row.amount)).toBe(Math.sign(row.quantity));
      expect(row.amount).toBeCloseTo(row.quantity * row.price, 2);
    }
  });

  it('keeps to the dates', async () => {
    const { accessToken } = await linkItem(client, {}, [Products.Investments]);
    const { data } = await client.investmentsTransactionsGet({
      access_token: accessToken,
      start_date: addDays(today, -14),
      end_date: addDays(today, -13),
    });
    expect(data.investment_transactions.map((row) => row.type)).toEqual(['buy', 'cash', 'cash']);
    const backwards = client.investmentsTransactionsGet({
      access_token: accessToken,
      start_date: today,
      end_date: addDays(today, -1),
    });
    expect((await catchProblem(backwards)).error_code).toBe('INVALID_FIELD');
  });

  it('with async_update is not ready until HISTORICAL_UPDATE', async () => {
    const slow = await startTestSandbox({ initialDelayMs: 300 });
    const receiver = await startReceiver();
    try {
      const { accessToken } = await linkItem(slow.client(), { webhook: receiver.url }, [
        Products.Investments,
      ]);
      const get = () =>
        slow.client().investmentsTransactionsGet({
          access_token: accessToken,
          start_date: addDays(today, -90),
          end_date: today,
          options: { async_update: true },
        });
      expect((await catchProblem(get())).error_code).toBe('PRODUCT_NOT_READY');
      const webhook = await waitFor('the webhook', () => receiver.find('HISTORICAL_UPDATE'));
      expect(webhook.body).toMatchObject({
        webhook_type: 'INVESTMENTS_TRANSACTIONS',
        cancelled_investments_transactions: 0,
      });
      expect(webhook.body.new_investments_transactions).toBeGreaterThan(200);
      expect((await get()).data.total_investment_transactions).toBeGreaterThan(20);
    } finally {
      await receiver.close();
      await slow.close();
    }
  });
});

describe('investment webhooks', () => {
  it('tell of the first look, and of what the days bring', async () => {
    const other = await startTestSandbox();
    const receiver = await startReceiver();
    try {
      const { accessToken } = await linkItem(other.client(), { webhook: receiver.url }, [
        Products.Investments,
      ]);
      const holdings = await waitFor('holdings', () =>
        receiver.received.find(({ body }) => body.webhook_type === 'HOLDINGS'),
      );
      expect(holdings.body).toMatchObject({ new_holdings: 10, updated_holdings: 0 });
      const first = await waitFor('transactions', () =>
        receiver.received.find(({ body }) => body.webhook_type === 'INVESTMENTS_TRANSACTIONS'),
      );
      receiver.received.length = 0;
      await other.control('/clock', { advanceDays: 5 });
      await other.client().investmentsRefresh({ access_token: accessToken });
      const news = await waitFor('news', () =>
        receiver.received.find(({ body }) => body.webhook_type === 'INVESTMENTS_TRANSACTIONS'),
      );
      expect(news.body.webhook_code).toBe('DEFAULT_UPDATE');
      expect(news.body.new_investments_transactions).toBeGreaterThan(0);
      expect(news.body.new_investments_transactions).toBeLessThan(
        Number(first.body.new_investments_transactions),
      );
      const { status } = (await other.client().itemGet({ access_token: accessToken })).data;
      expect(status?.investments?.last_successful_update).not.toBeNull();
    } finally {
      await receiver.close();
      await other.close();
    }
  });
});

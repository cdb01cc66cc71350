import { Products } from 'plaid';
import { describe, expect, it } from 'vitest';
import { addDays, toDateOnly } from '../dates.ts';
import { linkItem, syncAll, waitForHistory } from '../testing/link-item.ts';
import { catchProblem, openTestSandbox, startTestSandbox } from '../testing/test-sandbox.ts';

const sandbox = await openTestSandbox();

const fullHistory = { transactions: { days_requested: 730 } };

async function linkDefault() {
  const client = sandbox.client();
  const item = await linkItem(client, fullHistory);
  await waitForHistory(client, item.accessToken);
  return { client, ...item };
}

interface Edited {
  added: string[];
  modified: string[];
  removed: string[];
  posted: { pending_transaction_id: string; transaction_id: string }[];
}

function edit(itemId: string, edits: object): Promise<Edited> {
  return sandbox.control<Edited>(`/items/${itemId}/transactions`, { webhook: false, ...edits });
}

describe('the default history', () => {
  it('repeats sixteen rows every thirty days for two years', async () => {
    const { client, accessToken } = await linkDefault();
    const result = await syncAll(client, accessToken);
    const today = toDateOnly(Date.now());
    // 24 whole cycles of 16, and the ten rows of the last ten days.
    expect(result.added).toHaveLength(394);
    expect(result.added.every((row) => row.date >= addDays(today, -730))).toBe(true);
    expect(result.last.transactions_update_status).toBe('HISTORICAL_UPDATE_COMPLETE');
    const uber = result.added.find((row) => row.name.startsWith('Uber 063015'));
    expect(uber).toMatchObject({
      amount: 5.4,
      merchant_name: 'Uber',
      payment_channel: 'online',
      pending: false,
      iso_currency_code: 'USD',
      original_description: null,
      personal_finance_category: {
        primary: 'TRANSPORTATION',
        detailed: 'TRANSPORTATION_TAXIS_AND_RIDE_SHARES',
        confidence_level: 'VERY_HIGH',
        version: 'v2',
      },
    });
    expect(result.last.accounts.map((account) => account.mask)).toEqual([
      '0000',
      '1111',
      '2222',
      '3333',
      '4444',
    ]);
  });

  it('is the same whatever the page size', async () => {
    const { client, accessToken } = await linkDefault();
    const large = await syncAll(client, accessToken);
    const small = await syncAll(client, accessToken, '', 37);
    expect(small.pages).toBe(11);
    expect(small.added.map((row) => row.transaction_id)).toEqual(
      large.added.map((row) => row.transaction_id),
    );
    expect(small.cursor).toBe(large.cursor);
  });

  it('reaches as far back as was asked for, ninety days by default', async () => {
    const client = sandbox.client();
    const { accessToken } = await linkItem(client);
    await waitForHistory(client, accessToken);
    expect((await syncAll(client, accessToken)).added).toHaveLength(16 * 3 + 2);
  });

  it('keeps to the days it was asked for, and may be started long after the link', async () => {
    const other = await startTestSandbox();
    try {
      const client = other.client();
      const today = toDateOnly(Date.now());
      const bounds = { start_date: addDays(today, -200), end_date: addDays(today, -100) };
      const bounded = await linkItem(client, { transactions: bounds });
      await waitForHistory(client, bounded.accessToken);
      const { added } = await syncAll(client, bounded.accessToken);
      expect(added.length).toBeGreaterThan(40);
      expect(added.every((row) => row.date >= bounds.start_date)).toBe(true);
      expect(added.every((row) => row.date <= bounds.end_date)).toBe(true);

      const late = await linkItem(client, {}, [Products.Assets]);
      await other.control('/clock', { advanceDays: 20 });
      await waitForHistory(client, late.accessToken);
      const dates = (await syncAll(client, late.accessToken)).added.map((row) => row.date);
      expect(dates.some((date) => date > today)).toBe(true);
    } finally {
      await other.close();
    }
  });

  it('shows original descriptions and version 1 categories to who asks', async () => {
    const { client, accessToken } = await linkDefault();
    const { data } = await client.transactionsSync({
      access_token: accessToken,
      count: 500,
      options: {
        include_original_description: true,
        personal_finance_category_version: 'v1' as never,
      },
    });
    const interest = data.added.find((row) => row.name === 'INTRST PYMNT');
    expect(interest).toMatchObject({
      original_description: 'INTRST PYMNT',
      personal_finance_category: { detailed: 'INCOME_INTEREST_EARNED', version: 'v1' },
    });
  });
});

describe('before the history is there', () => {
  it('answers NOT_READY, then the first month, then everything', async () => {
    const slow = await startTestSandbox({
      initialDelayMs: 60_000_000,
      historicalDelayMs: 120_000_000,
    });
    try {
      const client = slow.client();
      const { accessToken } = await linkItem(client, fullHistory);
      const empty = (await client.transactionsSync({ access_token: accessToken })).data;
      expect(empty).toMatchObject({
        transactions_update_status: 'NOT_READY',
        added: [],
        next_cursor: '',
        has_more: false,
      });
      const range = { start_date: '2000-01-01', end_date: '2100-01-01' };
      const problem = await catchProblem(
        client.transactionsGet({ access_token: accessToken, ...range }),
      );
      expect(problem.error_code).toBe('PRODUCT_NOT_READY');

      await slow.control('/clock', { advanceDays: 60_000 / 86_400 });
      await expect
        .poll(async () => (await syncAll(client, accessToken)).last.transactions_update_status)
        .toBe('INITIAL_UPDATE_COMPLETE');
      const month = await syncAll(client, accessToken);
      expect(month.added).toHaveLength(16);

      await slow.control('/clock', { advanceDays: 60_000 / 86_400 });
      await waitForHistory(client, accessToken);
      const rest = await syncAll(client, accessToken, month.cursor);
      expect(rest.added).toHaveLength(394 - 16);
      expect(rest.modified).toEqual([]);
    } finally {
      await slow.close();
    }
  });
});

describe('changes', () => {
  it('arrive as added, modified and removed relative to the cursor', async () => {
    const { client, accessToken, itemId } = await linkDefault();
    const before = await syncAll(client, accessToken);
    const [first, second] = before.added;
    if (!first || !second) {
      throw new Error('no rows');
    }
    const { added } = await edit(itemId, {
      add: [
        { amount: 9.99, name: 'NETFLIX.COM' },
        { amount: 1, name: 'short-lived' },
      ],
      modify: [{ transaction_id: first.transaction_id, amount: 24 }],
      remove: [second.transaction_id],
    });
    const [kept, shortLived] = added;
    await edit(itemId, { remove: [shortLived] });
    const after = await syncAll(client, accessToken, before.cursor);
    expect(after.added.map((row) => row.transaction_id)).toEqual([kept]);
    expect(after.added[0]).toMatchObject({ merchant_name: 'Netflix', amount: 9.99 });
    expect(after.modified).toMatchObject([{ transaction_id: first.transaction_id, amount: 24 }]);
    expect(after.removed).toEqual([second.transaction_id]);
    expect((await syncAll(client, accessToken, after.cursor)).last).toMatchObject({
      added: [],
      modified: [],
      removed: [],
      next_cursor: after.cursor,
    });
  });

  it('posts a pending row under a new id that names the old one', async () => {
    const { client, accessToken, itemId } = await linkDefault();
    const before = await syncAll(client, accessToken);
    const { added } = await edit(itemId, {
      add: [{ amount: 20, name: 'CHIPOTLE 1881', pending: true }],
    });
    const held = await syncAll(client, accessToken, before.cursor);
    expect(held.added).toMatchObject([{ pending: true, transaction_id: added[0] }]);
    const { posted } = await edit(itemId, { post: [{ transaction_id: added[0], amount: 24 }] });
    const after = await syncAll(client, accessToken, held.cursor);
    expect(after.removed).toEqual([added[0]]);
    expect(after.added).toMatchObject([
      {
        transaction_id: posted[0]?.transaction_id,
        pending_transaction_id: added[0],
        pending: false,
        amount: 24,
        merchant_name: 'Chipotle',
      },
    ]);
  });

  it('between two pages of one pass end the pass', async () => {
    const { client, accessToken, itemId } = await linkDefault();
    const page = (await client.transactionsSync({ access_token: accessToken, count: 100 })).data;
    expect(page.has_more).toBe(true);
    const next = { access_token: accessToken, cursor: page.next_cursor, count: 100 };
    expect((await client.transactionsSync(next)).data.added).toHaveLength(100);
    await edit(itemId, { add: [{ amount: 1 }] });
    expect(await catchProblem(client.transactionsSync(next))).toMatchObject({
      status: 400,
      error_type: 'TRANSACTIONS_ERROR',
      error_code: 'TRANSACTIONS_SYNC_MUTATION_DURING_PAGINATION',
      display_message: null,
    });
    // Started over from the cursor of the first page, everything is there.
    expect((await syncAll(client, accessToken)).added).toHaveLength(395);
  });
});

describe('cursors', () => {
  it('belong to an Item and to a stream, and are short', async () => {
    const one = await linkDefault();
    const other = await linkDefault();
    const { cursor, last } = await syncAll(one.client, one.accessToken);
    expect(cursor.length).toBeLessThanOrEqual(256);
    expect(cursor).toMatch(/^[A-Za-z0-9+/]+=*$/);
    const checking = last.accounts[0]?.account_id ?? '';
    for (const call of [
      other.client.transactionsSync({ access_token: other.accessToken, cursor }),
      one.client.transactionsSync({
        access_token: one.accessToken,
        cursor,
        options: { account_id: checking },
      }),
      one.client.transactionsSync({ access_token: one.accessToken, cursor: 'Zm9v' }),
      one.client.transactionsSync({ access_token: one.accessToken, cursor: '%%%' }),
    ]) {
      expect(await catchProblem(call)).toMatchObject({
        error_type: 'INVALID_REQUEST',
        error_code: 'INVALID_FIELD',
        error_message: 'cursor not associated with access_token',
      });
    }
    const long = one.client.transactionsSync({
      access_token: one.accessToken,
      cursor: 'A'.repeat(257),
    });
    expect((await catchProblem(long)).error_code).toBe('INVALID_FIELD');
  });

  it('of an account see that account alone', async () => {
    const { client, accessToken, itemId } = await linkDefault();
    const { last } = await syncAll(client, accessToken);
    const [checking, saving] = last.accounts.map((account) => account.account_id);
    const options = { account_id: saving ?? '' };
    const stream = (
      await client.transactionsSync({ access_token: accessToken, count: 500, options })
    ).data;
    expect(stream.added).toHaveLength(50);
    expect(stream.accounts.map((account) => account.account_id)).toEqual([saving]);
    await edit(itemId, { add: [{ amount: 1, account_id: checking }] });
    const next = { access_token: accessToken, cursor: stream.next_cursor, options };
    expect((await client.transactionsSync(next)).data.added).toEqual([]);
    await edit(itemId, { add: [{ amount: 2, account_id: saving }] });
    expect((await client.transactionsSync(next)).data.added).toMatchObject([{ amount: 2 }]);
    const strange = client.transactionsSync({
      access_token: accessToken,
      options: { account_id: 'nobody' },
    });
    expect((await catchProblem(strange)).error_code).toBe('INVALID_ACCOUNT_ID');
  });

  it('"now" skips the history; an old row that changes is new to this reader', async () => {
    const { client, accessToken, itemId } = await linkDefault();
    const old = (await syncAll(client, accessToken)).added[0]?.transaction_id ?? '';
    const now = (await client.transactionsSync({ access_token: accessToken, cursor: 'now' })).data;
    expect(now).toMatchObject({ added: [], has_more: false });
    await edit(itemId, { modify: [{ transaction_id: old, amount: 7 }] });
    const first = await syncAll(client, accessToken, now.next_cursor);
    expect(first.added).toMatchObject([{ transaction_id: old, amount: 7 }]);
    await edit(itemId, { modify: [{ transaction_id: old, amount: 8 }] });
    const second = await syncAll(client, accessToken, first.cursor);
    expect(second.added).toEqual([]);
    expect(second.modified).toMatchObject([{ transaction_id: old, amount: 8 }]);
  });
});

describe('balances', () => {
  it('follow every edit, with the sign of the account', async () => {
    const { client, accessToken, itemId } = await linkDefault();
    const read = async () => {
      const { data } = await client.accountsBalanceGet({ access_token: accessToken });
      return Object.fromEntries(data.accounts.map((account) => [account.mask, account]));
    };
    const before = await read();
    const card = before['3333']?.account_id;
    const { added } = await edit(itemId, {
      add: [
        { amount: 10.1, name: 'paid from checking' },
        { amount: 20.2, account_id: card },
        { amount: 5, pending: true },
      ],
    });
    expect((await read())['0000']?.balances).toMatchObject({ current: 99.9, available: 84.9 });
    expect((await read())['3333']?.balances).toMatchObject({ current: 430.2, available: null });
    await edit(itemId, { post: [added[2]], modify: [{ transaction_id: added[0], amount: 11.1 }] });
    expect((await read())['0000']?.balances).toMatchObject({ current: 93.9, available: 83.9 });
    await edit(itemId, { remove: [added[0], added[1]] });
    expect((await read())['0000']?.balances).toMatchObject({ current: 105, available: 95 });
    expect((await read())['3333']?.balances).toMatchObject({ current: 410 });
  });
});

describe('/transactions/get', () => {
  it('pages by offset, newest first', async () => {
    const { client, accessToken } = await linkDefault();
    const request = { access_token: accessToken, start_date: '2000-01-01', end_date: '2100-01-01' };
    const seen: string[] = [];
    let total = 1;
    let newest = '9999';
    while (seen.length < total) {
      const { data } = await client.transactionsGet({
        ...request,
        options: { count: 150, offset: seen.length },
      });
      total = data.total_transactions;
      for (const row of data.transactions) {
        expect(row.date <= newest).toBe(true);
        newest = row.date;
        seen.push(row.transaction_id);
      }
    }
    expect(new Set(seen).size).toBe(394);
    const problem = await catchProblem(
      client.transactionsGet({
        access_token: accessToken,
        start_date: '2026-02-30',
        end_date: '2026-03-01',
      }),
    );
    expect(problem).toMatchObject({ error_code: 'INVALID_FIELD' });
  });
});

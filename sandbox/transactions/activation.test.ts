import { Products } from 'plaid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDays, toDateOnly } from '../dates.ts';
import { linkItem, syncAll, waitForHistory } from '../testing/link-item.ts';
import {
  catchProblem,
  type Receiver,
  startReceiver,
  startTestSandbox,
  type TestSandbox,
  waitFor,
} from '../testing/test-sandbox.ts';

const minutes = 1 / (24 * 60);

let sandbox: TestSandbox;
let receiver: Receiver;

beforeEach(async () => {
  // Nothing is fetched before the clock moves: the first month after an hour, the rest after two.
  sandbox = await startTestSandbox({ initialDelayMs: 3_600_000, historicalDelayMs: 7_200_000 });
  receiver = await startReceiver();
});

afterEach(async () => {
  await sandbox.close();
  await receiver.close();
});

function passMinutes(count: number): Promise<unknown> {
  return sandbox.control('/clock', { advanceDays: count * minutes });
}

describe('Transactions that Link did not start', () => {
  it('start with the first sync, which decides how far back they reach', async () => {
    const client = sandbox.client();
    const { accessToken: access_token } = await linkItem(client, { webhook: receiver.url }, [
      Products.Assets,
    ]);
    await passMinutes(200);
    const first = await client.transactionsSync({ access_token, options: { days_requested: 180 } });
    expect(first.data.transactions_update_status).toBe('NOT_READY');
    // Later wishes come too late.
    await client.transactionsSync({ access_token, options: { days_requested: 730 } });
    await passMinutes(61);
    await waitFor('the first month', () => receiver.find('SYNC_UPDATES_AVAILABLE'));
    await passMinutes(61);
    await waitForHistory(client, access_token);
    const { added } = await syncAll(client, access_token);
    const oldest = added.map((row) => row.date).toSorted()[0] ?? '';
    const today = toDateOnly(Date.now());
    expect(oldest >= addDays(today, -181)).toBe(true);
    expect(oldest < addDays(today, -150)).toBe(true);

    // Twice: for the first month and for everything.
    const updates = () =>
      receiver.received.filter(({ body }) => body.webhook_code === 'SYNC_UPDATES_AVAILABLE');
    await waitFor('both webhooks', () => updates().length === 2);
    expect(updates().map(({ body }) => body.historical_update_complete)).toEqual([false, true]);
    expect(updates().map(({ body }) => body.initial_update_complete)).toEqual([true, true]);
  });
});

describe('between the first month and the rest', () => {
  it('/transactions/get knows about thirty days', async () => {
    const client = sandbox.client();
    const { accessToken: access_token } = await linkItem(client, { webhook: receiver.url });
    const range = { start_date: '2000-01-01', end_date: '2100-01-01' };
    const refused = await catchProblem(client.transactionsGet({ access_token, ...range }));
    expect(refused).toMatchObject({ error_type: 'ITEM_ERROR', error_code: 'PRODUCT_NOT_READY' });
    expect(await catchProblem(client.transactionsRefresh({ access_token }))).toMatchObject({
      error_code: 'PRODUCT_NOT_READY',
    });
    await passMinutes(61);
    await waitFor('INITIAL_UPDATE', () => receiver.find('INITIAL_UPDATE'));
    const { data } = await client.transactionsGet({ access_token, ...range });
    expect(data.total_transactions).toBe(16);
    expect(receiver.find('INITIAL_UPDATE')?.body.new_transactions).toBe(16);
  });

  it('a pass that has begun ends with the mutation error when the rest arrives', async () => {
    const client = sandbox.client();
    const { accessToken: access_token } = await linkItem(client, { webhook: receiver.url });
    await passMinutes(61);
    await waitFor('INITIAL_UPDATE', () => receiver.find('INITIAL_UPDATE'));
    const page = (await client.transactionsSync({ access_token, count: 5 })).data;
    expect(page).toMatchObject({
      has_more: true,
      transactions_update_status: 'INITIAL_UPDATE_COMPLETE',
    });
    await passMinutes(61);
    await waitFor('HISTORICAL_UPDATE', () => receiver.find('HISTORICAL_UPDATE'));
    const next = { access_token, cursor: page.next_cursor, count: 5 };
    expect(await catchProblem(client.transactionsSync(next))).toMatchObject({
      error_code: 'TRANSACTIONS_SYNC_MUTATION_DURING_PAGINATION',
      display_message: null,
    });
  });
});

describe('a request to sync', () => {
  it.each([
    [{ count: 0 }, 'count'],
    [{ count: 501 }, 'count'],
    [{ count: 1.5 }, 'count'],
    [{ options: null }, 'options'],
    [{ options: { days_requested: 0 } }, 'options.days_requested'],
    [{ options: { days_requested: 731 } }, 'options.days_requested'],
    [{ options: { personal_finance_category_version: 'v3' } }, 'version'],
    [{ cursor: null }, 'cursor'],
  ])('has its limits: %j', async (wrong, words) => {
    const client = sandbox.client();
    const { accessToken: access_token } = await linkItem(client);
    const problem = await catchProblem(
      client.transactionsSync({ access_token, ...(wrong as object) }),
    );
    expect(problem).toMatchObject({ error_type: 'INVALID_REQUEST', error_code: 'INVALID_FIELD' });
    expect(problem.error_message).toContain(words);
  });
});

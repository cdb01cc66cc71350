import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linkItem } from '../testing/link-item.ts';
import { catchProblem, startTestSandbox, type TestSandbox } from '../testing/test-sandbox.ts';

let sandbox: TestSandbox;

beforeEach(async () => {
  sandbox = await startTestSandbox();
});

afterEach(async () => {
  await sandbox.close();
});

function limit(settings: object): Promise<unknown> {
  return sandbox.control('/rate-limits', settings);
}

/** How many calls in a row are answered before the first refusal. */
async function countCalls(call: () => Promise<unknown>, atMost: number): Promise<number> {
  for (let calls = 0; calls < atMost; calls += 1) {
    const answered = await call().then(
      () => true,
      () => false,
    );
    if (!answered) {
      return calls;
    }
  }
  return atMost;
}

describe('rate limits', () => {
  it('are not counted unless asked for', async () => {
    const client = sandbox.client();
    const { accessToken } = await linkItem(client);
    const read = () => client.itemGet({ access_token: accessToken });
    expect(await countCalls(read, 45)).toBe(45);
  });

  it('let an Item have what Plaid’s Sandbox lets it have in a minute', async () => {
    const client = sandbox.client();
    const one = await linkItem(client);
    const other = await linkItem(client);
    await limit({ enabled: true });
    const sync = () => client.transactionsSync({ access_token: one.accessToken });
    expect(await countCalls(sync, 60)).toBe(50);
    expect(await catchProblem(sync())).toMatchObject({
      status: 429,
      error_type: 'RATE_LIMIT_EXCEEDED',
      error_code: 'TRANSACTIONS_SYNC_LIMIT',
    });
    expect((await client.transactionsSync({ access_token: other.accessToken })).status).toBe(200);
    expect((await client.itemGet({ access_token: one.accessToken })).status).toBe(200);
    await sandbox.control('/clock', { advanceDays: 1 / (24 * 60) });
    expect((await sync()).status).toBe(200);
  });

  it('let a client have its share, whichever Item it asks for', async () => {
    await limit({ enabled: true, scale: 0.5 });
    const request = { count: 1, offset: 0, country_codes: ['US' as never] };
    const list = () => sandbox.client('one').institutionsGet(request);
    expect(await countCalls(list, 10)).toBe(5);
    expect((await catchProblem(list())).error_code).toBe('INSTITUTIONS_GET_LIMIT');
    expect((await sandbox.client('another').institutionsGet(request)).status).toBe(200);
  });

  it('take Production’s figures, and end when switched off', async () => {
    const client = sandbox.client();
    const { accessToken } = await linkItem(client);
    expect(await limit({ enabled: true, environment: 'production' })).toEqual({
      enabled: true,
      environment: 'production',
      scale: 1,
    });
    const balance = () => client.accountsBalanceGet({ access_token: accessToken });
    expect(await countCalls(balance, 10)).toBe(5);
    expect((await catchProblem(balance())).error_code).toBe('BALANCE_LIMIT');
    await limit({ enabled: false });
    expect((await balance()).status).toBe(200);
  });
});

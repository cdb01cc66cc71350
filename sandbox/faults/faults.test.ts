import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linkItem, syncAll, waitForHistory } from '../testing/link-item.ts';
import { catchProblem, startTestSandbox, type TestSandbox } from '../testing/test-sandbox.ts';

let sandbox: TestSandbox;

beforeEach(async () => {
  sandbox = await startTestSandbox();
});

afterEach(async () => {
  await sandbox.close();
});

async function link() {
  const client = sandbox.client();
  const item = await linkItem(client);
  await waitForHistory(client, item.accessToken);
  return { client, ...item };
}

function order(fault: object): Promise<unknown> {
  return sandbox.control('/faults', fault);
}

describe('faults', () => {
  it('answer with an error for some calls of one path, after some', async () => {
    const { client, accessToken } = await link();
    await order({
      path: '/transactions/sync',
      errorCode: 'INTERNAL_SERVER_ERROR',
      times: 2,
      after: 1,
    });
    const sync = () => client.transactionsSync({ access_token: accessToken });
    expect((await sync()).status).toBe(200);
    for (let call = 0; call < 2; call += 1) {
      expect(await catchProblem(sync())).toMatchObject({
        status: 500,
        error_type: 'API_ERROR',
        error_code: 'INTERNAL_SERVER_ERROR',
      });
    }
    expect((await sync()).status).toBe(200);
  });

  it('strike one Item and leave the others alone', async () => {
    const one = await link();
    const other = await link();
    await order({ path: '*', itemId: one.itemId, errorCode: 'RATE_LIMIT', times: 1 });
    expect((await other.client.accountsGet({ access_token: other.accessToken })).status).toBe(200);
    expect(
      await catchProblem(one.client.accountsGet({ access_token: one.accessToken })),
    ).toMatchObject({ status: 429, error_type: 'RATE_LIMIT_EXCEEDED' });
  });

  it('take any status, type and code', async () => {
    const { accessToken } = await link();
    // Also what Plaid never says, so the contract is not asked.
    const client = sandbox.client('test-client', () => {});
    await order({
      path: '/item/get',
      status: 418,
      errorType: 'NEW_ERROR',
      errorCode: 'SOMETHING_NEW',
    });
    expect(await catchProblem(client.itemGet({ access_token: accessToken }))).toMatchObject({
      status: 418,
      error_type: 'NEW_ERROR',
      error_code: 'SOMETHING_NEW',
    });
  });

  it.each(['reset', 'truncate', 'malformed', 'lost_reply'])(
    'break the answer: %s',
    async (mode) => {
      const { accessToken } = await link();
      await order({ path: '/item/get', mode });
      const answer = fetch(`${sandbox.url}/item/get`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ client_id: 'test-client', secret: 's', access_token: accessToken }),
      }).then((response) => response.json());
      await expect(answer).rejects.toThrow();
    },
  );

  it('lose a reply after the deed is done', async () => {
    const client = sandbox.client();
    const { data } = await client.sandboxPublicTokenCreate({
      institution_id: 'ins_109508',
      initial_products: ['transactions' as never],
    });
    await order({ path: '/item/public_token/exchange', mode: 'lost_reply' });
    const exchange = () => client.itemPublicTokenExchange({ public_token: data.public_token });
    await expect(exchange()).rejects.toThrow();
    expect((await catchProblem(exchange())).error_code).toBe('INVALID_PUBLIC_TOKEN');
  });

  it('wait before the answer, and go when deleted', async () => {
    const { client, accessToken } = await link();
    await order({ path: '*', delayMs: 40, times: 5 });
    const startedAt = performance.now();
    await client.itemGet({ access_token: accessToken });
    expect(performance.now() - startedAt).toBeGreaterThan(35);
    await order({ path: '*', status: 503, times: 100 });
    await fetch(`${sandbox.url}/_control/faults`, { method: 'DELETE' });
    expect(await sandbox.control('/faults')).toEqual({ faults: [] });
    expect((await client.itemGet({ access_token: accessToken })).status).toBe(200);
  });

  it('go for one Item and stay for the others', async () => {
    await order({ path: '/item/get', itemId: 'one', status: 500 });
    const kept = await order({ path: '/item/get', itemId: 'other', status: 500 });
    await fetch(`${sandbox.url}/_control/faults?itemId=one`, { method: 'DELETE' });
    const { fault } = kept as { fault: object };
    expect(await sandbox.control('/faults')).toEqual({ faults: [fault] });
  });
});

describe('the request log', () => {
  it('shows calls without what opens an account', async () => {
    const { client, accessToken, itemId } = await link();
    await client.accountsGet({ access_token: accessToken });
    const text = JSON.stringify(await sandbox.control('/requests'));
    expect(text).toContain('/accounts/get');
    expect(text).toContain(itemId);
    expect(text).not.toContain(accessToken);
    expect(text).not.toContain('public-sandbox');
    const { requests } = await sandbox.control<{ requests: { path: string }[] }>(
      `/requests?path=/accounts/get&itemId=${itemId}`,
    );
    expect(requests).toHaveLength(1);
  });
});

describe('the truth', () => {
  it('is what a sync from the start adds up to', async () => {
    const { client, accessToken, itemId } = await link();
    await sandbox.control(`/items/${itemId}/transactions`, { add: [{ amount: 4 }] });
    const truth = await sandbox.control<{
      total_transactions: number;
      transactions: { transaction_id: string }[];
    }>(`/items/${itemId}/truth`);
    const { added } = await syncAll(client, accessToken);
    expect(truth.total_transactions).toBe(added.length);
    expect(truth.transactions.map((row) => row.transaction_id)).toEqual(
      added.map((row) => row.transaction_id),
    );
    const { items } = await sandbox.control<{ items: object[] }>('/items');
    expect(items).toMatchObject([{ item_id: itemId, transactions: added.length }]);
  });

  it('refuses what it does not understand, and writes that are not JSON', async () => {
    const { itemId } = await link();
    const url = `${sandbox.url}/_control/items/${itemId}/transactions`;
    const send = (body: string, type: string) =>
      fetch(url, { method: 'POST', headers: { 'content-type': type }, body });
    expect((await send('{"add":[{"amout":1}]}', 'application/json')).status).toBe(400);
    expect((await send('{"remove":["nothing"]}', 'application/json')).status).toBe(404);
    expect((await send('{"add":[{}]}', 'text/plain')).status).toBe(415);
    expect((await fetch(`${sandbox.url}/_control/items/none/truth`)).status).toBe(404);
  });
});

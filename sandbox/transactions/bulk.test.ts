import { describe, expect, it } from 'vitest';
import { linkItem, syncAll, waitForHistory } from '../testing/link-item.ts';
import { catchProblem, openTestSandbox } from '../testing/test-sandbox.ts';

const sandbox = await openTestSandbox();

async function link() {
  const client = sandbox.client();
  const item = await linkItem(client);
  await waitForHistory(client, item.accessToken);
  return { client, ...item };
}

function order(itemId: string, wanted: object): Promise<{ added: number }> {
  return sandbox.control(`/items/${itemId}/transactions/bulk`, wanted);
}

describe('a big Item', () => {
  it('is made on demand, while others are served', async () => {
    const { client, accessToken, itemId } = await link();
    const before = await syncAll(client, accessToken);
    let answered = 0;
    let isDone = false;
    const ordered = order(itemId, { count: 3000, days: 365 }).finally(() => {
      isDone = true;
    });
    while (!isDone) {
      await sandbox.control('/health');
      answered += 1;
    }
    expect(await ordered).toEqual({ added: 3000 });
    // Once per chunk at the least, had the calls to wait for nothing but that.
    expect(answered).toBeGreaterThan(15);

    const { added, pages } = await syncAll(client, accessToken, before.cursor);
    expect(pages).toBe(6);
    expect(new Set(added.map((row) => row.transaction_id)).size).toBe(3000);
    const dates = added.map((row) => row.date);
    expect(dates).toEqual(dates.toSorted());
    expect(new Set(dates).size).toBe(365);
    const sum = added.reduce((total, row) => total + row.amount, 0);
    expect(Math.abs(sum)).toBeLessThan(0.01);
    // The history was there before the balances were read.
    const { data } = await client.accountsGet({ access_token: accessToken });
    expect(data.accounts[0]?.balances.current).toBe(110);
  });

  it('grows without repeating itself, and may move the balances', async () => {
    const { client, accessToken, itemId } = await link();
    const before = await syncAll(client, accessToken);
    await order(itemId, { count: 15, days: 1 });
    await order(itemId, { count: 15, days: 1, moveBalances: true });
    const { added } = await syncAll(client, accessToken, before.cursor);
    expect(new Set(added.map((row) => row.transaction_id)).size).toBe(30);
    const { accounts } = (await client.accountsGet({ access_token: accessToken })).data;
    const moved = added.slice(15).filter((row) => row.account_id === accounts[0]?.account_id);
    const sum = moved.reduce((total, row) => total + row.amount, 0);
    expect(accounts[0]?.balances.current).toBeCloseTo(110 - sum, 4);
  });

  it('is gone at once when it is removed', async () => {
    const { client, accessToken, itemId } = await link();
    await order(itemId, { count: 1000 });
    await client.itemRemove({ access_token: accessToken });
    const problem = await catchProblem(client.transactionsSync({ access_token: accessToken }));
    expect(problem.error_code).toBe('ITEM_NOT_FOUND');
    await expect(order(itemId, { count: 1 })).rejects.toThrow('404');
  });

  it('has its limits', async () => {
    const { itemId } = await link();
    await expect(order(itemId, { count: 100_001 })).rejects.toThrow('400');
    await expect(order(itemId, { count: 10, days: 731 })).rejects.toThrow('400');
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { linkItem, syncAll, waitForHistory } from '../testing/link-item.ts';
import { openReceiver, openTestSandbox, waitFor } from '../testing/test-sandbox.ts';

const sandbox = await openTestSandbox();
const receiver = await openReceiver();

beforeEach(() => {
  receiver.received.length = 0;
});

async function link(username: string) {
  const client = sandbox.client();
  const item = await linkItem(client, { webhook: receiver.url, override_username: username });
  await waitForHistory(client, item.accessToken);
  return { client, ...item };
}

describe('/transactions/refresh', () => {
  it('posts what is pending, finds new purchases and a corrected amount, and says so', async () => {
    const { client, accessToken: access_token } = await link('user_transactions_dynamic');
    const before = await syncAll(client, access_token);
    const pending = before.added.filter((row) => row.pending);
    expect(pending.length).toBeGreaterThan(0);
    receiver.received.length = 0;
    await client.transactionsRefresh({ access_token });

    const after = await syncAll(client, access_token, before.cursor);
    const ids = pending.map((row) => row.transaction_id).toSorted();
    expect(after.removed.toSorted()).toEqual(ids);
    const posted = after.added.filter((row) => row.pending_transaction_id !== null);
    expect(posted.map((row) => row.pending_transaction_id).toSorted()).toEqual(ids);
    expect(posted.every((row) => !row.pending)).toBe(true);
    const fresh = after.added.filter((row) => row.pending);
    expect(fresh.length).toBeGreaterThan(0);
    const [corrected] = after.modified;
    const old = before.added.find((row) => row.transaction_id === corrected?.transaction_id);
    expect(corrected?.amount).toBeCloseTo((old?.amount ?? 0) + 1, 5);

    const removed = await waitFor('TRANSACTIONS_REMOVED', () =>
      receiver.find('TRANSACTIONS_REMOVED'),
    );
    expect((removed.body.removed_transactions as string[]).toSorted()).toEqual(ids);
    const update = await waitFor('DEFAULT_UPDATE', () => receiver.find('DEFAULT_UPDATE'));
    expect(update.body.new_transactions).toBe(after.added.length);
    await waitFor('SYNC_UPDATES_AVAILABLE', () => receiver.find('SYNC_UPDATES_AVAILABLE'));
  });

  it('finds nothing at a bank where nothing has happened, and keeps silent', async () => {
    const { client, accessToken: access_token } = await link('user_good');
    const { cursor } = await syncAll(client, access_token);
    const count = () =>
      sandbox
        .control<{ webhooks: unknown[] }>('/webhooks?limit=1000')
        .then(({ webhooks }) => webhooks.length);
    const webhooks = await count();
    await client.transactionsRefresh({ access_token });
    const after = await syncAll(client, access_token, cursor);
    expect([after.added, after.modified, after.removed]).toEqual([[], [], []]);
    expect(after.cursor).toBe(cursor);
    expect(await count()).toBe(webhooks);
  });

  it('a pending row may vanish without ever posting', async () => {
    const { client, accessToken: access_token, itemId } = await link('user_transactions_dynamic');
    const before = await syncAll(client, access_token);
    const pending = before.added.find((row) => row.pending)?.transaction_id;
    await sandbox.control(`/items/${itemId}/transactions`, { remove: [pending] });
    const after = await syncAll(client, access_token, before.cursor);
    expect(after.removed).toEqual([pending]);
    expect(after.added).toEqual([]);
  });
});

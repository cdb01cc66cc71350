import { createHash } from 'node:crypto';
import { decodeProtectedHeader, importJWK, jwtVerify } from 'jose';
import type { PlaidApi } from 'plaid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linkItem, syncAll, waitForHistory } from '../testing/link-item.ts';
import {
  catchProblem,
  type ReceivedWebhook,
  type Receiver,
  startReceiver,
  startTestSandbox,
  type TestSandbox,
  waitFor,
} from '../testing/test-sandbox.ts';
import type { WebhookReport } from './list-webhooks.ts';

let sandbox: TestSandbox;
let receiver: Receiver;
let client: PlaidApi;

beforeEach(async () => {
  sandbox = await startTestSandbox();
  receiver = await startReceiver();
  client = sandbox.client();
});

afterEach(async () => {
  await sandbox.close();
  await receiver.close();
});

async function linkWithWebhook() {
  const item = await linkItem(client, { webhook: receiver.url });
  await waitForHistory(client, item.accessToken);
  await waitFor('HISTORICAL_UPDATE', () => receiver.find('HISTORICAL_UPDATE'));
  await waitFor('a quiet outbox', async () =>
    (await listWebhooks()).every((one) => one.state !== 'waiting'),
  );
  receiver.received.length = 0;
  return item;
}

async function listWebhooks(): Promise<WebhookReport[]> {
  return (await sandbox.control<{ webhooks: WebhookReport[] }>('/webhooks')).webhooks;
}

function edit(itemId: string, edits: object): Promise<unknown> {
  return sandbox.control(`/items/${itemId}/transactions`, edits);
}

/** Verifies a delivery the way Plaid's documentation tells receivers to. */
async function verify(
  webhook: Pick<ReceivedWebhook, 'headers' | 'text'>,
): Promise<{ kid: string; expired: boolean }> {
  const jwt = String(webhook.headers['plaid-verification']);
  const header = decodeProtectedHeader(jwt);
  expect(header).toMatchObject({ alg: 'ES256', typ: 'JWT' });
  const { key } = (await client.webhookVerificationKeyGet({ key_id: String(header.kid) })).data;
  expect(key).toMatchObject({ alg: 'ES256', crv: 'P-256', kty: 'EC', use: 'sig', kid: header.kid });
  const { payload } = await jwtVerify(jwt, await importJWK({ ...key }, 'ES256'), {
    algorithms: ['ES256'],
    maxTokenAge: '5 min',
  });
  expect(payload.request_body_sha256).toBe(createHash('sha256').update(webhook.text).digest('hex'));
  return { kid: String(header.kid), expired: key.expired_at !== null };
}

describe('a signature asked for', () => {
  it('is the one that a delivery of the text carries', async () => {
    const text = '{ "webhook_type": "ITEM" }';
    const { signatures } = await sandbox.control<{ signatures: string[] }>('/keys/sign', {
      bodies: [text, 'another'],
    });
    expect(signatures).toHaveLength(2);
    const headers = { 'plaid-verification': signatures[0] };
    expect(await verify({ headers, text })).toMatchObject({ expired: false });
    await expect(verify({ headers, text: 'another' })).rejects.toThrow();
  });
});

describe('a delivery', () => {
  it('is signed, and printed with two spaces', async () => {
    const { itemId, accessToken } = await linkWithWebhook();
    await edit(itemId, { add: [{ amount: 3 }] });
    const webhook = await waitFor('SYNC_UPDATES_AVAILABLE', () =>
      receiver.find('SYNC_UPDATES_AVAILABLE'),
    );
    expect(webhook.body).toEqual({
      webhook_type: 'TRANSACTIONS',
      webhook_code: 'SYNC_UPDATES_AVAILABLE',
      item_id: itemId,
      initial_update_complete: true,
      historical_update_complete: true,
      environment: 'sandbox',
    });
    expect(webhook.text).toBe(JSON.stringify(webhook.body, null, 2));
    await verify(webhook);
    const { status } = (await client.itemGet({ access_token: accessToken })).data;
    expect(status?.last_webhook?.code_sent).toBeTruthy();
  });

  it('is signed with the new key after a rotation, and the old one is marked', async () => {
    const { itemId } = await linkWithWebhook();
    await edit(itemId, { add: [{ amount: 1 }] });
    const first = await waitFor('a webhook', () => receiver.find('SYNC_UPDATES_AVAILABLE'));
    const before = await verify(first);
    const rotated = await sandbox.control<{ kid: string; expired: string }>('/keys/rotate', {});
    expect(rotated.expired).toBe(before.kid);
    receiver.received.length = 0;
    await edit(itemId, { add: [{ amount: 2 }] });
    const second = await waitFor('a webhook', () => receiver.find('SYNC_UPDATES_AVAILABLE'));
    expect(await verify(second)).toEqual({ kid: rotated.kid, expired: false });
    expect(await verify(first)).toEqual({ kid: before.kid, expired: true });
    const problem = await catchProblem(client.webhookVerificationKeyGet({ key_id: 'unknown' }));
    expect(problem.error_code).toBe('INVALID_WEBHOOK_VERIFICATION_KEY_ID');
  });

  it('is tried again until it is answered with 200', async () => {
    const { itemId } = await linkWithWebhook();
    receiver.replies.push(500, 302, 204);
    await sandbox.control(`/items/${itemId}/webhooks`, { webhookCode: 'NEW_ACCOUNTS_AVAILABLE' });
    await waitFor('four attempts', () => receiver.received.length === 4);
    const bodies = new Set(receiver.received.map((webhook) => webhook.text));
    expect(bodies.size).toBe(1);
    const [report] = await waitFor('the record', async () => {
      const list = await listWebhooks();
      return list[0]?.state === 'delivered' ? list : null;
    });
    expect(report?.attempts.map((attempt) => attempt.status)).toEqual([500, 302, 204, 200]);
  });

  it('waits half a minute, then four times as long each time, scaled', async () => {
    const { itemId } = await linkWithWebhook();
    receiver.replies.push(500, 500, 500);
    await sandbox.control(`/items/${itemId}/webhooks`, { webhookCode: 'NEW_ACCOUNTS_AVAILABLE' });
    await waitFor('four attempts', () => receiver.received.length === 4);
    const report = await waitFor('the record', async () => {
      const [first] = await listWebhooks();
      return first?.state === 'delivered' ? first : null;
    });
    const times = report.attempts.map((attempt) => Date.parse(attempt.at));
    const waits = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    // A thousandth of 30 s, 120 s and 480 s; a busy machine adds to them and takes nothing away.
    for (const [index, least] of [30, 120, 480].entries()) {
      expect(waits[index]).toBeGreaterThanOrEqual(least - 1);
      expect(waits[index]).toBeLessThan(least + 300);
    }
  });

  it('waits through a restart', async () => {
    const { itemId } = await linkWithWebhook();
    receiver.replies.push(503);
    await sandbox.control(`/items/${itemId}/webhooks`, { webhookCode: 'NEW_ACCOUNTS_AVAILABLE' });
    await waitFor('the first attempt', () => receiver.received.length === 1);
    await sandbox.restart();
    await waitFor('the second attempt', () => receiver.received.length === 2);
    expect((await listWebhooks())[0]).toMatchObject({ code: 'NEW_ACCOUNTS_AVAILABLE' });
  });

  it('is given up after a day', async () => {
    const { itemId } = await linkWithWebhook();
    await receiver.close();
    await sandbox.control(`/items/${itemId}/webhooks`, { webhookCode: 'NEW_ACCOUNTS_AVAILABLE' });
    await waitFor('a failed attempt', async () => (await listWebhooks())[0]?.attempts.length);
    await sandbox.control('/clock', { advanceDays: 2 });
    const report = await waitFor('giving up', async () => {
      const [first] = await listWebhooks();
      return first?.state === 'given_up' ? first : null;
    });
    expect(report.attempts[0]).toMatchObject({ status: null });
    expect(report.attempts[0]?.failure).toContain('ECONNREFUSED');
    receiver = await startReceiver();
  });
});

describe('the life of an Item', () => {
  it('is told in webhooks; SYNC_UPDATES_AVAILABLE only once sync has been called', async () => {
    const slow = await startTestSandbox({
      initialDelayMs: 60_000_000,
      historicalDelayMs: 120_000_000,
    });
    try {
      const other = slow.client();
      const quiet = await linkItem(other, { webhook: receiver.url });
      const synced = await linkItem(other, { webhook: receiver.url });
      await other.transactionsSync({ access_token: synced.accessToken });
      const codes = (itemId: string) =>
        receiver.received
          .filter((webhook) => webhook.body.item_id === itemId)
          .map((webhook) => webhook.body.webhook_code)
          .sort();
      await slow.control('/clock', { advanceDays: 60_000 / 86_400 });
      await waitFor('three webhooks', () => receiver.received.length === 3);
      expect(codes(quiet.itemId)).toEqual(['INITIAL_UPDATE']);
      expect(codes(synced.itemId)).toEqual(['INITIAL_UPDATE', 'SYNC_UPDATES_AVAILABLE']);
      const update = receiver.find('SYNC_UPDATES_AVAILABLE');
      expect(update?.body).toMatchObject({
        initial_update_complete: true,
        historical_update_complete: false,
      });
      expect(receiver.find('INITIAL_UPDATE')?.body).toMatchObject({
        new_transactions: 16,
        error: null,
      });
      await slow.control('/clock', { advanceDays: 60_000 / 86_400 });
      await waitFor('six webhooks', () => receiver.received.length === 6);
      expect(codes(quiet.itemId)).toEqual(['HISTORICAL_UPDATE', 'INITIAL_UPDATE']);
    } finally {
      await slow.close();
    }
  });

  it('goes on from day to day', async () => {
    const { accessToken } = await linkWithWebhook();
    const before = await syncAll(client, accessToken);
    await sandbox.control('/clock', { advanceDays: 9 });
    await waitFor('the daily update', () => receiver.find('SYNC_UPDATES_AVAILABLE'));
    const after = await syncAll(client, accessToken, before.cursor);
    // The first purchase of the next cycle lies nine days after the end of the last.
    expect(after.added.map((row) => row.name)).toEqual(['Madison Bicycle Shop']);
  });

  it('includes a broken login and its repair', async () => {
    const { accessToken, itemId } = await linkWithWebhook();
    await client.sandboxItemResetLogin({ access_token: accessToken });
    const error = await waitFor('ERROR', () => receiver.find('ERROR'));
    expect(error.body).toMatchObject({
      webhook_type: 'ITEM',
      item_id: itemId,
      error: { error_type: 'ITEM_ERROR', error_code: 'ITEM_LOGIN_REQUIRED', status: 400 },
    });
    expect(error.body.error).not.toHaveProperty('request_id');
    const fired = await client.sandboxItemFireWebhook({
      access_token: accessToken,
      webhook_type: 'ITEM' as never,
      webhook_code: 'LOGIN_REPAIRED' as never,
    });
    expect(fired.data.webhook_fired).toBe(true);
    await waitFor('LOGIN_REPAIRED', () => receiver.find('LOGIN_REPAIRED'));
    expect((await client.transactionsSync({ access_token: accessToken })).status).toBe(200);
  });

  it('includes a changed webhook address, which is told of it', async () => {
    const { accessToken } = await linkItem(client);
    const refused = client.sandboxItemFireWebhook({
      access_token: accessToken,
      webhook_code: 'DEFAULT_UPDATE' as never,
    });
    expect((await catchProblem(refused)).error_code).toBe('SANDBOX_WEBHOOK_INVALID');
    await client.itemWebhookUpdate({ access_token: accessToken, webhook: receiver.url });
    const told = await waitFor('the acknowledgement', () =>
      receiver.find('WEBHOOK_UPDATE_ACKNOWLEDGED'),
    );
    expect(told.body).toMatchObject({ new_webhook_url: receiver.url, error: null });
    const missing = client.sandboxItemFireWebhook({
      access_token: accessToken,
      webhook_type: 'HOLDINGS' as never,
      webhook_code: 'DEFAULT_UPDATE' as never,
    });
    expect((await catchProblem(missing)).error_code).toBe('SANDBOX_PRODUCT_NOT_ENABLED');
  });
});

describe('control over the network', () => {
  it('drops, duplicates, reorders and delays', async () => {
    const { itemId } = await linkWithWebhook();
    const fire = (webhookCode: string) =>
      sandbox.control(`/items/${itemId}/webhooks`, { webhookCode });
    const codes = () => receiver.received.map((webhook) => webhook.body.webhook_code);

    await sandbox.control('/webhooks', { drop: 1, duplicate: 1 });
    await fire('PENDING_DISCONNECT');
    await fire('NEW_ACCOUNTS_AVAILABLE');
    await waitFor('both copies', () => receiver.received.length === 2);
    expect(codes()).toEqual(['NEW_ACCOUNTS_AVAILABLE', 'NEW_ACCOUNTS_AVAILABLE']);
    expect((await listWebhooks()).some((webhook) => webhook.state === 'dropped')).toBe(true);

    receiver.received.length = 0;
    await sandbox.control('/webhooks', { shuffle: 3 });
    await fire('PENDING_DISCONNECT');
    await fire('NEW_ACCOUNTS_AVAILABLE');
    expect(codes()).toEqual([]);
    await fire('USER_PERMISSION_REVOKED');
    await waitFor('the group', () => receiver.received.length === 3);
    expect(codes()).toEqual([
      'USER_PERMISSION_REVOKED',
      'NEW_ACCOUNTS_AVAILABLE',
      'PENDING_DISCONNECT',
    ]);

    receiver.received.length = 0;
    await sandbox.control('/webhooks', { delayMs: 600_000 });
    await fire('PENDING_DISCONNECT');
    expect((await listWebhooks())[0]).toMatchObject({ state: 'waiting', attempts: [] });
    await sandbox.control('/clock', { advanceDays: 1 });
    await waitFor('the late one', () => receiver.received.length === 1);
    await sandbox.control('/webhooks', {});
  });

  it('keeps silent when an edit asks for it', async () => {
    const { itemId } = await linkWithWebhook();
    const count = (await listWebhooks()).length;
    await edit(itemId, { add: [{ amount: 1 }], webhook: false });
    expect(await listWebhooks()).toHaveLength(count);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { linkItem, syncAll } from '../testing/link-item.ts';
import {
  catchProblem,
  type Receiver,
  startReceiver,
  startTestSandbox,
  type TestSandbox,
  waitFor,
} from '../testing/test-sandbox.ts';

let sandbox: TestSandbox;
let receiver: Receiver;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  receiver = await startReceiver();
});

beforeEach(() => {
  receiver.received.length = 0;
});

afterAll(async () => {
  await sandbox.close();
  await receiver.close();
});

async function link() {
  const client = sandbox.client();
  const { accessToken: access_token, itemId } = await linkItem(client, { webhook: receiver.url });
  const endIn = (endsInDays: number) =>
    sandbox.control<{ consent_expiration_time: string }>(`/items/${itemId}/consent`, {
      endsInDays,
    });
  const readEnd = async () =>
    (await client.itemGet({ access_token })).data.item.consent_expiration_time;
  return { client, access_token, itemId, endIn, readEnd };
}

describe('the end of a permission, moved by control', () => {
  it('within a week is announced at once, and again when it moves', async () => {
    const { endIn, readEnd } = await link();
    for (const days of [6.5, 0.5]) {
      receiver.received.length = 0;
      const { consent_expiration_time } = await endIn(days);
      expect(await readEnd()).toBe(consent_expiration_time);
      const told = await waitFor('it', () => receiver.find('PENDING_DISCONNECT'));
      expect(told.body).toMatchObject({ disconnect_time: consent_expiration_time });
    }
  });

  it('breaks the login when it comes', async () => {
    const { client, access_token, endIn } = await link();
    await endIn(0.5 / 86_400);
    const told = await waitFor('the end', () => receiver.find('ERROR'));
    expect(told.body).toMatchObject({ error: { error_code_reason: 'OAUTH_CONSENT_EXPIRED' } });
    const problem = await catchProblem(client.transactionsSync({ access_token }));
    expect(problem.error_code).toBe('ITEM_LOGIN_REQUIRED');
  });

  it('that is past is not announced, and the login still works', async () => {
    const { client, access_token, endIn, readEnd } = await link();
    await endIn(30);
    const { consent_expiration_time } = await endIn(-1);
    expect(await readEnd()).toBe(consent_expiration_time);
    await syncAll(client, access_token);
    expect(receiver.find('PENDING_DISCONNECT')).toBeUndefined();
    expect(receiver.find('ERROR')).toBeUndefined();
  });

  it('is over with the next sign-in at a bank that names none', async () => {
    const { itemId, endIn, readEnd } = await link();
    await endIn(-1);
    await sandbox.control(`/items/${itemId}/login`, { state: 'repaired' });
    expect(await readEnd()).toBeNull();
  });
});

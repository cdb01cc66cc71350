import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSession, deleteSession, endSessions, findSession } from '#lib/auth/sessions';
import { db } from '#lib/db/client';
import { env } from '#lib/env';
import { runTask } from '#lib/jobs/run-task';
import type { Notice } from '#lib/notifications/contract';
import { setPreference } from '#lib/notifications/mutations';
import { notify } from '#lib/notifications/notify';
import { createHousehold, joinHousehold, type TestHousehold } from '#lib/testing/household';
import { openBrowser, openPushService } from '#lib/testing/push-service';
import { createPushDevice, deletePushDevice, updatePushDevice } from './mutations.ts';
import { listPushDevices } from './queries.ts';
import { readPushSettings } from './settings.ts';

let service: Awaited<ReturnType<typeof openPushService>>;
let owner: TestHousehold;
let asker: TestHousehold & { id: string };
let token: string;
let browser: ReturnType<typeof openBrowser>;
let paths = 0;
const { push } = env();

beforeAll(async () => {
  service = await openPushService();
  Object.assign(env(), { push: readPushSettings({ PUSH_HOSTS: [`127.0.0.1:${service.port}`] }) });
});
afterAll(async () => {
  Object.assign(env(), { push });
  await service.close();
});
beforeEach(async () => {
  owner = await createHousehold();
  token = await createSession({ userId: owner.userId });
  asker = { ...owner, id: (await findSession(token))?.id ?? '' };
  browser = openNew();
  service.messages.length = 0;
  await createPushDevice(asker, browser.subscription, 'Firefox/140 (Windows)');
});

function openNew() {
  paths += 1;
  return openBrowser(service.port, `browser-${paths}`);
}

const large: Notice = {
  kind: 'large_payment',
  accountId: '00000000-0000-4000-8000-000000000001',
  transactionId: '00000000-0000-4000-8000-000000000002',
  merchant: 'Oak & Sons',
  on: '2026-11-20',
  amountMinor: 81_250,
  currency: 'USD',
  fromMinor: 50_000,
};
let events = 0;

async function tell(notice: Notice = large): Promise<void> {
  events += 1;
  await db().$transaction((tx) => notify(tx, owner.householdId, `event ${events}`, notice));
}

type Job = { payload: unknown };
const listJobs = () =>
  db().$queryRaw<Job[]>`
    SELECT j."payload" FROM graphile_worker._private_jobs j
    JOIN graphile_worker._private_tasks t ON t."id" = j."task_id"
    WHERE t."identifier" = 'send-push' AND j."payload"->>'householdId' = ${owner.householdId}
    ORDER BY j."id"`;

/** What a worker does with them. */
async function deliver(): Promise<void> {
  for (const { payload } of await listJobs()) await runTask('send-push', payload, 'test');
}

const heard = () => service.messages.map(({ body }) => browser.open(body));
const devices = async () => (await listPushDevices(asker)).items;

describe('a notice on a device', () => {
  it('is what the browser alone can open, without an amount, and leads to its page', async () => {
    await tell();
    await deliver();
    expect(heard()).toEqual([
      {
        title: 'Oak & Sons: a large payment',
        body: 'See it.',
        href: `/transactions?open=${large.transactionId}`,
      },
    ]);
    const [message] = service.messages;
    expect(message?.headers).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '86400' });
    expect(message?.body.toString('latin1')).not.toContain('Oak');
  });

  it('says who sends it, so that the service takes it from nobody else', async () => {
    await tell();
    await deliver();
    const [, jwt = '', key = ''] =
      /^vapid t=(\S+), k=(\S+)$/.exec(service.messages[0]?.headers.authorization ?? '') ?? [];
    expect(key).toBe((await listPushDevices(asker)).publicKey);
    const point = Buffer.from(key, 'base64url');
    const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((each) =>
      each.toString('base64url'),
    );
    const keys = createLocalJWKSet({ keys: [{ kty: 'EC', crv: 'P-256', x, y }] });
    const audience = `http://127.0.0.1:${service.port}`;
    await jwtVerify(jwt, keys, { audience, algorithms: ['ES256'], subject: env().APP_URL });
    expect((decodeJwt(jwt).exp ?? 0) - Date.now() / 1_000).toBeLessThan(86_400);
  });

  it('carries the amount where its member says so', async () => {
    const [device] = await devices();
    await updatePushDevice(owner, device?.id ?? '', { withAmounts: true });
    await tell();
    await deliver();
    expect(heard()[0]?.body).toContain('$812.50');
  });

  it('is of the kinds that are wanted there, and of nothing that was read or is over', async () => {
    await setPreference(owner, { kind: 'large_payment', channel: 'push', enabled: false });
    await tell();
    expect(await listJobs()).toEqual([]);
    await setPreference(owner, { kind: 'large_payment', channel: 'push', enabled: true });
    for (const data of [{ readAt: new Date() }, { resolvedAt: new Date() }]) {
      await tell();
      await db().notification.updateMany({ where: { householdId: owner.householdId }, data });
    }
    await deliver();
    expect(heard()).toEqual([]);
  });

  it('is tried again where the service says later, and not where it refuses', async () => {
    await tell();
    service.answers.push(503, 429, 400, 201);
    await expect(deliver()).rejects.toThrow('503');
    await expect(deliver()).rejects.toThrow('429');
    await deliver();
    await deliver();
    expect(await devices()).toHaveLength(1);
  });
});

describe('a device', () => {
  it('is what its browser is, and is forgotten once the service does not know it', async () => {
    expect(await devices()).toMatchObject([
      { name: 'Firefox on Windows', withAmounts: false, isThis: true },
    ]);
    for (const gone of [404, 410]) {
      await tell();
      service.answers.push(gone);
      await deliver();
      expect(await devices()).toEqual([]);
      await deliver();
      await createPushDevice(asker, openNew().subscription, null);
    }
  });

  it('is one, however often its browser asks', async () => {
    await createPushDevice(asker, browser.subscription, null);
    expect(await devices()).toHaveLength(1);
  });

  it('hears nothing after its session is ended, or it is taken away', async () => {
    await deleteSession(token);
    expect(await devices()).toEqual([]);
    for (const which of ['all', { except: '00000000-0000-4000-8000-000000000009' }] as const) {
      await createPushDevice(asker, browser.subscription, null);
      await db().$transaction((tx) => endSessions(tx, owner.userId, which));
      expect(await devices()).toEqual([]);
    }
    await createPushDevice(asker, browser.subscription, null);
    await db().$transaction((tx) => endSessions(tx, owner.userId, { except: asker.id }));
    const [device] = await devices();
    await tell();
    await deletePushDevice(owner, device?.id ?? '');
    await deliver();
    expect(heard()).toEqual([]);
  });

  it('is its member’s alone', async () => {
    const other = await joinHousehold(owner);
    const [device] = await devices();
    const id = device?.id ?? '';
    const notFound = { code: 'not_found' };
    await expect(updatePushDevice(other, id, { withAmounts: true })).rejects.toMatchObject(
      notFound,
    );
    await expect(deletePushDevice(other, id)).rejects.toMatchObject(notFound);
    expect((await listPushDevices({ ...other, id: asker.id })).items).toEqual([]);
  });

  it('hears at a service that is known, and nowhere that a browser names', async () => {
    const { subscription } = openNew();
    for (const endpoint of [
      'http://127.0.0.1:1/x',
      'https://127.0.0.1/x',
      'http://169.254.169.254/x',
      `http://me:pw@127.0.0.1:${service.port}/x`,
      'https://fcm.googleapis.com.example.com/x',
      'https://fcm.googleapis.com/x',
    ]) {
      const asked = createPushDevice(asker, { ...subscription, endpoint }, null);
      await expect(asked, endpoint).rejects.toMatchObject({ code: 'invalid_input' });
    }
    const key = { ...subscription, p256dh: `B${'A'.repeat(86)}` };
    await expect(createPushDevice(asker, key, null)).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });
});

it('has one key, also when many ask for it at first', async () => {
  await db().pushKey.deleteMany({});
  const keys = await Promise.all(
    [1, 2, 3, 4].map(async () => (await listPushDevices(asker)).publicKey),
  );
  expect(new Set(keys).size).toBe(1);
});

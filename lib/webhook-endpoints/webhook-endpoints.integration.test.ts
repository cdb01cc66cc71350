import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { db } from '#lib/db/client';
import { env } from '#lib/env';
import { departMember } from '#lib/members/depart-member';
import { createHousehold, joinHousehold, type TestHousehold } from '#lib/testing/household';
import type { CreateEndpointInput } from './contract.ts';
import { createEndpoint } from './create-endpoint.ts';
import { endpointLimit } from './limits.ts';
import { deleteEndpoint, rollSecret, sendTest, updateEndpoint } from './mutations.ts';
import { listEndpoints } from './queries.ts';

const { WEBHOOK_PRIVATE_HOSTS } = env();
const notFound = { code: 'not_found' };
const input: CreateEndpointInput = {
  name: 'Sheet',
  url: 'https://hooks.example.com/money',
  events: ['transactions.changed'],
};
let ana: TestHousehold;

beforeAll(() => {
  Object.assign(env(), { WEBHOOK_PRIVATE_HOSTS: [] });
});
afterAll(() => {
  Object.assign(env(), { WEBHOOK_PRIVATE_HOSTS });
});
beforeEach(async () => {
  ana = await createHousehold();
});

const kinds = async () => {
  const rows = await db().auditEntry.findMany({
    where: { chainId: ana.userId, kind: { startsWith: 'webhook' } },
    orderBy: { seq: 'asc' },
  });
  return rows.map(({ kind }) => kind);
};

it('is its member’s alone, whoever else is in the household', async () => {
  const { endpoint } = await createEndpoint(ana, input);
  expect((await listEndpoints(ana)).items).toEqual([endpoint]);
  for (const other of [await joinHousehold(ana, 'owner'), await createHousehold()]) {
    expect((await listEndpoints(other)).items).toEqual([]);
    await expect(updateEndpoint(other, endpoint.id, { state: 'paused' })).rejects.toMatchObject(
      notFound,
    );
    await expect(rollSecret(other, endpoint.id)).rejects.toMatchObject(notFound);
    await expect(deleteEndpoint(other, endpoint.id)).rejects.toMatchObject(notFound);
  }
  expect((await listEndpoints(ana)).items).toEqual([endpoint]);
});

it('tells its secret once, and keeps it sealed', async () => {
  const made = await createEndpoint(ana, input);
  expect(made.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const rolled = await rollSecret(ana, made.endpoint.id);
  expect(rolled.secret).not.toBe(made.secret);
  expect(rolled.endpoint.previousUntil).not.toBeNull();
  const rows = await db().$queryRaw`
    SELECT to_jsonb(e) AS "row" FROM "WebhookEndpoint" e
    UNION ALL SELECT to_jsonb(a) FROM "AuditEntry" a`;
  const stored = JSON.stringify([rows, await listEndpoints(ana)]);
  expect(stored).not.toContain('whsec_');
  expect(stored).not.toContain(made.secret.slice(6, 30));
  expect(stored).not.toContain(rolled.secret.slice(6, 30));
});

it('goes to no address that may not be told', async () => {
  for (const url of [
    'http://hooks.example.com/',
    'https://10.0.0.1/',
    'https://a:b@example.com/',
  ]) {
    await expect(createEndpoint(ana, { ...input, url })).rejects.toMatchObject({
      code: 'invalid_input',
      fields: { url: expect.any(String) },
    });
  }
  expect((await listEndpoints(ana)).items).toEqual([]);
});

it('is one of ten at most', async () => {
  for (let count = 0; count < endpointLimit; count += 1) await createEndpoint(ana, input);
  await expect(createEndpoint(ana, input)).rejects.toMatchObject({ code: 'household_refused' });
  const [first] = (await listEndpoints(ana)).items;
  await deleteEndpoint(ana, first?.id ?? '');
  await createEndpoint(ana, input);
});

it('is written down, whatever is done with it', async () => {
  const { endpoint } = await createEndpoint(ana, input);
  await updateEndpoint(ana, endpoint.id, { state: 'paused' });
  await expect(sendTest(ana, endpoint.id)).rejects.toMatchObject({ code: 'household_refused' });
  await updateEndpoint(ana, endpoint.id, { state: 'on' });
  await updateEndpoint(ana, endpoint.id, { name: 'Other', events: ['accounts.changed'] });
  await rollSecret(ana, endpoint.id);
  await sendTest(ana, endpoint.id);
  await deleteEndpoint(ana, endpoint.id);
  expect(await kinds()).toEqual([
    'webhook_made',
    'webhook_paused',
    'webhook_resumed',
    'webhook_changed',
    'webhook_secret_made',
    'webhook_tested',
    'webhook_removed',
  ]);
  expect(await db().webhookDelivery.count({ where: { householdId: ana.householdId } })).toBe(0);
});

it('goes with its member', async () => {
  const ben = await joinHousehold(ana, 'viewer');
  await createEndpoint(ben, input);
  await db().$transaction((tx) => departMember(tx, { ...ben, name: 'Ben' }, 'keep'));
  expect(await db().webhookEndpoint.count({ where: { memberId: ben.memberId } })).toBe(0);
});

import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAccount } from '#lib/accounts/mutations';
import { setPassword } from '#lib/auth/set-password';
import { db } from '#lib/db/client';
import { createEntry } from '#lib/entries/mutations';
import { env } from '#lib/env';
import { listNotifications } from '#lib/notifications/queries';
import { setPrivacy } from '#lib/privacy/set-privacy';
import { openEventReceiver } from '#lib/testing/event-receiver';
import {
  createHousehold,
  createLinkedHousehold,
  joinHousehold,
  syncOnce,
  type TestHousehold,
} from '#lib/testing/household';
import { editTruth } from '#lib/testing/sandbox';
import { createEndpoint } from './create-endpoint.ts';
import { deliverEvents } from './deliver-events.ts';
import { type EventType, eventNames } from './events.ts';
import { listEndpointsDue } from './find-due.ts';
import {
  deleteOldDeliveries,
  redeliver,
  rollSecret,
  sendTest,
  updateEndpoint,
} from './mutations.ts';
import { describeBody, type payloads } from './payloads.ts';
import { getEndpoint, listDeliveries } from './queries.ts';
import { retryDelayMs } from './retry-delays.ts';

let receiver: Awaited<ReturnType<typeof openEventReceiver>>;
let ana: TestHousehold;
const { WEBHOOK_PRIVATE_HOSTS } = env();

beforeAll(async () => {
  receiver = await openEventReceiver();
  Object.assign(env(), { WEBHOOK_PRIVATE_HOSTS: [receiver.host] });
});
afterAll(async () => {
  Object.assign(env(), { WEBHOOK_PRIVATE_HOSTS });
  await receiver.close();
});
beforeEach(async () => {
  ana = await createHousehold();
  receiver.received.length = 0;
  receiver.answers.length = 0;
});

type Listening = { id: string; secret: string; who: TestHousehold };

async function listen(
  who: TestHousehold,
  events: readonly EventType[] = eventNames,
  path = '',
): Promise<Listening> {
  const input = { name: 'Sheet', url: `${receiver.url}${path}`, events: [...events] };
  const { endpoint, secret } = await createEndpoint(who, input);
  return { id: endpoint.id, secret, who };
}

const refOf = ({ id, who }: Listening) => ({ householdId: who.householdId, endpointId: id });
const deliver = (to: Listening) => deliverEvents(refOf(to), () => 0.5);

/** What was sent to it since last asked, each as its own library finds it right. */
async function hear(to: Listening) {
  receiver.received.length = 0;
  await deliver(to);
  return receiver.received.map(({ body, headers }) => {
    const event = new Webhook(to.secret).verify(body, headers) as {
      id: string;
      type: keyof typeof payloads;
      data: Record<string, unknown>;
    };
    expect(event.id).toBe(headers['webhook-id']);
    return describeBody(event.type).parse(event);
  });
}

const types = async (to: Listening) => (await hear(to)).map(({ type }) => type);

/** As the clock would. */
const untilNextTry = (to: Listening) =>
  db().webhookEndpoint.update({
    where: { householdId_id: { householdId: to.who.householdId, id: to.id } },
    data: { nextTryAt: new Date(Date.now() - 1_000) },
  });

const jar = { name: 'Jar', kind: 'cash', currency: 'USD', openingMinor: 12_300 } as const;

async function enter(who: TestHousehold, accountId: string, name = 'Coffee') {
  const entry = { accountId, date: '2026-11-01', amountMinor: -350, name };
  return createEntry(who, entry as Parameters<typeof createEntry>[1]);
}

describe('an event', () => {
  it('is of the commit that changes something, signed as the standard says, without a word of money', async () => {
    const sheet = await listen(ana, ['accounts.changed', 'transactions.changed']);
    const { id: accountId } = await createAccount(ana, jar);
    await enter(ana, accountId);
    expect((await types(sheet)).sort()).toEqual(['accounts.changed', 'transactions.changed']);
    const sent = JSON.stringify(receiver.received);
    for (const word of ['Jar', 'Coffee', '350', '12300', 'USD', accountId]) {
      expect(sent).not.toContain(word);
    }
    expect(await types(sheet)).toEqual([]);
  });

  it('is not there where nothing was committed', async () => {
    const sheet = await listen(ana);
    const { householdId } = ana;
    await expect(
      db().$transaction(async (tx) => {
        const { publish } = await import('#lib/live/publish');
        await publish(tx, householdId, ['accounts']);
        throw new Error('It came to nothing.');
      }),
    ).rejects.toThrow('nothing');
    expect(await db().webhookDelivery.count({ where: { householdId } })).toBe(0);
    expect(await types(sheet)).toEqual([]);
  });

  it('is one for many that say the same, and none of those is lost', async () => {
    const { id: accountId } = await createAccount(ana, jar);
    const sheet = await listen(ana, ['transactions.changed']);
    for (let count = 0; count < 5; count += 1) await enter(ana, accountId, `Coffee ${count}`);
    expect(await types(sheet)).toEqual(['transactions.changed']);
    const [told] = (await listDeliveries(ana, sheet.id)).items;
    expect(told).toMatchObject({ state: 'delivered', status: 204, attempts: 1, merged: 4 });
    await enter(ana, accountId, 'One more');
    expect(await types(sheet)).toEqual(['transactions.changed']);
  });

  it('tells of a sync, and of rows only where it brought some', async () => {
    const { owner, item } = await createLinkedHousehold({ username: 'user_transactions_dynamic' });
    const sheet = await listen(owner, ['sync.completed', 'transactions.changed']);
    await syncOnce(item);
    expect(await types(sheet)).toEqual(['sync.completed']);
    await editTruth(item.plaidItemId, { add: [{ amount: 3, name: 'Quokka' }] });
    await syncOnce(item);
    const heard = await hear(sheet);
    expect(heard.map(({ type }) => type).sort()).toEqual([
      'sync.completed',
      'transactions.changed',
    ]);
    for (const { data } of heard) expect(data).toMatchObject({ itemId: item.itemId });
  });
});

describe('who sees little', () => {
  it('hears of what they see, and of nothing else', async () => {
    const ben = await joinHousehold(ana, 'viewer');
    const { id: seen } = await createAccount(ana, jar);
    const { id: kept } = await createAccount(ana, { ...jar, name: 'Kept' });
    const { id: counted } = await createAccount(ana, { ...jar, name: 'Counted' });
    await setPrivacy(ana, { accountId: kept, memberId: ben.memberId, sight: 'hidden' });
    await setPrivacy(ana, { accountId: counted, memberId: ben.memberId, sight: 'balance' });
    const hers = await listen(ana, ['accounts.changed', 'transactions.changed']);
    const his = await listen(ben, ['accounts.changed', 'transactions.changed']);
    await enter(ana, kept);
    expect(await types(his)).toEqual([]);
    expect(await types(hers)).toHaveLength(2);
    await enter(ana, counted);
    expect(await types(his)).toEqual(['accounts.changed']);
    await enter(ana, seen);
    expect((await types(his)).sort()).toEqual(['accounts.changed', 'transactions.changed']);
  });

  it('hears nothing of a bank that others keep to themselves', async () => {
    const { owner, item } = await createLinkedHousehold({ username: 'user_transactions_dynamic' });
    const ben = await joinHousehold(owner);
    const accounts = await db().account.findMany({ where: { householdId: owner.householdId } });
    const kept = accounts.find(({ type }) => type === 'depository');
    const [open, ...others] = accounts.filter((each) => each !== kept);
    if (!kept?.plaidAccountId || !open) throw new Error('There are too few accounts.');
    for (const { id: accountId } of [kept, ...others]) {
      await setPrivacy(owner, { accountId, memberId: ben.memberId, sight: 'hidden' });
    }
    const his = await listen(ben);
    const { plaidAccountId: account_id } = kept;
    await editTruth(item.plaidItemId, { add: [{ amount: 3, name: 'Quokka', account_id }] });
    await syncOnce(item);
    const heard = await types(his);
    expect(heard).toContain('sync.completed');
    expect(heard).not.toContain('transactions.changed');
    await setPrivacy(owner, { accountId: open.id, memberId: ben.memberId, sight: 'hidden' });
    await hear(his);
    await editTruth(item.plaidItemId, { add: [{ amount: 4, name: 'Wombat', account_id }] });
    await syncOnce(item);
    expect(await types(his)).toEqual([]);
  });

  it('hears nothing of another household', async () => {
    const eve = await createHousehold();
    const hers = await listen(eve);
    await createAccount(ana, jar);
    expect(await types(hers)).toEqual([]);
  });
});

describe('an address that takes nothing', () => {
  it('is asked again under the same id, less and less often, and told before what came after', async () => {
    const { id: accountId } = await createAccount(ana, jar);
    const sheet = await listen(ana, ['transactions.changed']);
    await enter(ana, accountId);
    receiver.answers.push({ status: 500, text: '<h1>Oh\u0000 no</h1>\nsecond line' });
    const [first] = await hear(sheet);
    const [told] = (await listDeliveries(ana, sheet.id)).items;
    expect(told).toMatchObject({ state: 'waiting', status: 500, attempts: 1 });
    expect(told?.excerpt).toBe('<h1>Oh no</h1> second line');
    const { nextTryAt } = await getEndpoint(ana, sheet.id);
    expect(new Date(nextTryAt ?? 0).getTime()).toBeGreaterThan(Date.now());
    // What comes meanwhile waits, and does not go into what its receiver may know already.
    await enter(ana, accountId, 'Tea');
    expect(await hear(sheet)).toEqual([]);
    await untilNextTry(sheet);
    const [again, ...later] = await hear(sheet);
    expect(again).toEqual(first);
    expect(later.map(({ type }) => type)).toEqual(['transactions.changed']);
    expect(later[0]?.id).not.toBe(first?.id);
    expect((await getEndpoint(ana, sheet.id)).waiting).toBe(0);
  });

  it('is given up after three days, and its member is told', async () => {
    const { id: accountId } = await createAccount(ana, jar);
    const sheet = await listen(ana, ['transactions.changed']);
    await enter(ana, accountId);
    let tries = 0;
    for (; (await getEndpoint(ana, sheet.id)).state === 'on'; tries += 1) {
      receiver.answers.push({ status: 503 });
      await untilNextTry(sheet);
      await hear(sheet);
    }
    expect(retryDelayMs(tries, 0.5)).toBeNull();
    expect(await getEndpoint(ana, sheet.id)).toMatchObject({ state: 'off', offReason: 'failing' });
    const { items } = await listNotifications(ana);
    expect(items[0]?.title).toBe('Your webhook “Sheet” was switched off');
    // Off, it is told of nothing; on again, of what is new.
    await enter(ana, accountId, 'Unheard');
    await updateEndpoint(ana, sheet.id, { state: 'on' });
    expect(await types(sheet)).toEqual([]);
    await enter(ana, accountId, 'Heard');
    expect(await types(sheet)).toEqual(['transactions.changed']);
  });

  it('is given up at once where it says that it is gone', async () => {
    const { id: accountId } = await createAccount(ana, jar);
    const sheet = await listen(ana, ['transactions.changed']);
    await enter(ana, accountId);
    receiver.answers.push({ status: 410 });
    await hear(sheet);
    expect(await getEndpoint(ana, sheet.id)).toMatchObject({ state: 'off', offReason: 'gone' });
  });

  it('is followed nowhere', async () => {
    const sheet = await listen(ana, ['transactions.changed']);
    await sendTest(ana, sheet.id);
    receiver.answers.push({ status: 302, headers: { location: `${receiver.url}/away` } });
    expect(await types(sheet)).toEqual(['test.sent']);
    expect((await listDeliveries(ana, sheet.id)).items[0]).toMatchObject({ status: 302 });
  });

  it('is not connected to once the operator allows it no more', async () => {
    const sheet = await listen(ana, ['transactions.changed']);
    await sendTest(ana, sheet.id);
    Object.assign(env(), { WEBHOOK_PRIVATE_HOSTS: [] });
    expect(await hear(sheet)).toEqual([]);
    Object.assign(env(), { WEBHOOK_PRIVATE_HOSTS: [receiver.host] });
    const [tried] = (await listDeliveries(ana, sheet.id)).items;
    expect(tried).toMatchObject({ state: 'failed', error: 'not_allowed', status: null });
  });

  it('holds back no other address', async () => {
    const { id: accountId } = await createAccount(ana, jar);
    const broken = await listen(ana, ['transactions.changed']);
    const sound = await listen(ana, ['transactions.changed']);
    await enter(ana, accountId);
    receiver.answers.push({ status: 500 });
    await hear(broken);
    expect(await types(sound)).toEqual(['transactions.changed']);
  });
});

describe('a worker', () => {
  it('has an address to itself, and comes again where another has it', async () => {
    const sheet = await listen(ana, ['transactions.changed']);
    await sendTest(ana, sheet.id);
    const where = { householdId_id: { householdId: ana.householdId, id: sheet.id } };
    const leaseId = '00000000-0000-4000-8000-000000000001';
    const leaseUntil = new Date(Date.now() + 60_000);
    await db().webhookEndpoint.update({ where, data: { leaseId, leaseUntil } });
    expect(await hear(sheet)).toEqual([]);
    expect(await listJobs(sheet)).toContain(`events:${sheet.id}`);
    // It was killed: nothing that it had is lost, and the sweep finds it.
    await db().webhookEndpoint.update({ where, data: { leaseUntil: new Date() } });
    await db().webhookDelivery.updateMany({
      where: { endpointId: sheet.id },
      data: { createdAt: new Date(Date.now() - 60_000) },
    });
    expect(await listEndpointsDue()).toContainEqual(refOf(sheet));
    expect(await types(sheet)).toEqual(['test.sent']);
    expect(await listEndpointsDue()).not.toContainEqual(refOf(sheet));
  });
});

it('leaves the rest to another worker where it is to end', async () => {
  const sheet = await listen(ana, ['transactions.changed']);
  await sendTest(ana, sheet.id);
  await sendTest(ana, sheet.id);
  let asked = 0;
  const isStopping = () => {
    asked += 1;
    return asked > 1;
  };
  receiver.received.length = 0;
  await deliverEvents(refOf(sheet), () => 0.5, isStopping);
  expect(receiver.received).toHaveLength(1);
  expect(await listJobs(sheet)).toContain(`events:${sheet.id}`);
  expect(await types(sheet)).toEqual(['test.sent']);
});

const listJobs = async ({ id }: Listening) => {
  const rows = await db().$queryRaw<{ key: string }[]>`
    SELECT "key" FROM graphile_worker._private_jobs WHERE "payload"->>'endpointId' = ${id}`;
  return rows.map(({ key }) => key);
};

describe('its member', () => {
  it('sends a test, which is tried once, and has things sent again under their id', async () => {
    const sheet = await listen(ana, ['transactions.changed']);
    await sendTest(ana, sheet.id);
    receiver.answers.push({ status: 500 });
    const [first] = await hear(sheet);
    const [failed] = (await listDeliveries(ana, sheet.id)).items;
    expect(failed).toMatchObject({ state: 'failed', attempts: 1 });
    await redeliver(ana, sheet.id, failed?.id ?? '');
    expect(await hear(sheet)).toEqual([first]);
    const eve = await createHousehold();
    for (const who of [eve, await joinHousehold(ana)]) {
      const notFound = { code: 'not_found' };
      await expect(redeliver(who, sheet.id, failed?.id ?? '')).rejects.toMatchObject(notFound);
      await expect(sendTest(who, sheet.id)).rejects.toMatchObject(notFound);
      await expect(listDeliveries(who, sheet.id)).rejects.toMatchObject(notFound);
    }
  });

  it('changes the secret, and for a day the one before signs, too', async () => {
    const sheet = await listen(ana);
    const { secret } = await rollSecret(ana, sheet.id);
    await sendTest(ana, sheet.id);
    expect(await hear(sheet)).toHaveLength(1);
    expect(await verifyLast(secret)).toBe(true);
    await db().webhookEndpoint.updateMany({
      where: { id: sheet.id },
      data: { previousUntil: new Date() },
    });
    await sendTest(ana, sheet.id);
    await deliver(sheet);
    expect(await verifyLast(secret)).toBe(true);
    expect(await verifyLast(sheet.secret)).toBe(false);
  });

  it('stops it with a new password, until they begin again', async () => {
    const { id: accountId } = await createAccount(ana, jar);
    const sheet = await listen(ana, ['transactions.changed']);
    const byLink = async () => undefined;
    await setPassword(ana.userId, 'seven lamps under a quiet bridge', { byLink });
    await enter(ana, accountId);
    expect(await hear(sheet)).toEqual([]);
    expect(await getEndpoint(ana, sheet.id)).toMatchObject({ state: 'off', offReason: 'password' });
  });

  it('finds deliveries for two weeks', async () => {
    const sheet = await listen(ana);
    await sendTest(ana, sheet.id);
    await hear(sheet);
    await deleteOldDeliveries();
    expect((await listDeliveries(ana, sheet.id)).items).toHaveLength(1);
    const createdAt = new Date(Date.now() - 15 * 86_400_000);
    await db().webhookDelivery.updateMany({ where: { endpointId: sheet.id }, data: { createdAt } });
    await deleteOldDeliveries();
    expect((await listDeliveries(ana, sheet.id)).items).toEqual([]);
  });
});

async function verifyLast(secret: string): Promise<boolean> {
  const { body, headers } = receiver.received.at(-1) ?? { body: '', headers: {} };
  try {
    new Webhook(secret).verify(body, headers);
    return true;
  } catch {
    return false;
  }
}

import { describe, expect, it } from 'vitest';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { refreshItem } from '#lib/items/refresh-item';
import { runTask } from '#lib/jobs/run-task';
import { sweep } from '#lib/jobs/sweep';
import { sendMail } from '#lib/mail/send-mail';
import { createHousehold, linkItem, syncOnce, type TestHousehold } from '#lib/testing/household';
import { control } from '#lib/testing/sandbox';
import { markRead, setPreference } from './mutations.ts';
import { listNotifications, listPreferences } from './queries.ts';
import { watchItem } from './watch-item.ts';

const day = 86_400_000;

/** A connection that works, and what its household was told. */
async function createConnection() {
  const owner = await createHousehold();
  const item = await linkItem(owner);
  await syncOnce(item);
  await db().item.update({ where: keyOf(item), data: { doneSeq: 0, requestedSeq: 0 } });
  const setLogin = async (state: 'required' | 'repaired') => {
    await control(`/items/${item.plaidItemId}/login`, { state });
    await syncOnce(item);
  };
  const titles = async (member = owner) =>
    (await listNotifications(member)).items.map(({ title }) => title).reverse();
  const mails = () =>
    db().mail.findMany({
      where: { householdId: owner.householdId },
      select: { id: true, subject: true, state: true, toAddress: true },
      orderBy: { createdAt: 'asc' },
    });
  const sendAll = async () => {
    for (const { id } of await mails()) {
      await sendMail({ householdId: owner.householdId, mailId: id });
    }
  };
  return { owner, item, setLogin, titles, mails, sendAll };
}

const broken = 'First Platypus Bank needs you to sign in again';
const back = 'First Platypus Bank is back';

describe('a connection that breaks', () => {
  it('is told once, on both channels, and its recovery too', async () => {
    const { item, setLogin, titles, mails, sendAll } = await createConnection();
    await watchItem(item);
    expect(await titles()).toEqual([]);
    await setLogin('required');
    await Promise.all([watchItem(item), watchItem(item), watchItem(item), sweep()]);
    await watchItem(item);
    expect(await titles()).toEqual([broken]);
    expect(await mails()).toMatchObject([{ subject: broken, state: 'waiting' }]);
    await sendAll();
    await setLogin('repaired');
    await Promise.all([watchItem(item), watchItem(item), sweep()]);
    await watchItem(item);
    expect(await titles()).toEqual([broken, back]);
    await sendAll();
    expect(await mails()).toMatchObject([
      { subject: broken, state: 'kept' },
      { subject: back, state: 'kept' },
    ]);
  });

  it('is told again when it breaks again', async () => {
    const { item, setLogin, titles } = await createConnection();
    for (const state of ['required', 'repaired', 'required'] as const) {
      await setLogin(state);
      await watchItem(item);
    }
    expect(await titles()).toEqual([broken, back, broken]);
  });

  it('is not told when it was well again before anybody looked', async () => {
    const { item, setLogin, titles, mails } = await createConnection();
    await setLogin('required');
    await setLogin('repaired');
    await watchItem(item);
    expect(await titles()).toEqual([]);
    expect(await mails()).toEqual([]);
  });

  it('sends no mail about what is over, and none that it is over', async () => {
    const { item, setLogin, mails, sendAll } = await createConnection();
    await setLogin('required');
    await watchItem(item);
    await setLogin('repaired');
    await watchItem(item);
    await sendAll();
    expect(await mails()).toMatchObject([{ subject: broken, state: 'dropped' }]);
  });

  it('is found by the sweep, and counts as unread until read or over', async () => {
    const { owner, item, setLogin } = await createConnection();
    const unread = async () => (await listNotifications(owner)).unread;
    await setLogin('required');
    await sweep();
    expect(await unread()).toBe(1);
    await setLogin('repaired');
    await watchItem(item);
    expect(await unread()).toBe(1);
    await markRead(owner, {});
    expect(await unread()).toBe(0);
  });

  it('is forgotten when it is disconnected', async () => {
    const { item, setLogin, titles } = await createConnection();
    await setLogin('required');
    await watchItem(item);
    await db().item.update({ where: keyOf(item), data: { removeRequestedAt: new Date() } });
    await watchItem(item);
    expect(await titles()).toEqual([broken]);
    const { toldTrouble } = await db().item.findUniqueOrThrow({ where: keyOf(item) });
    expect(toldTrouble).toBeNull();
  });
});

describe('a connection that ends', () => {
  it('is told seven days and one day ahead, once each, and again after a renewal', async () => {
    const { item, titles } = await createConnection();
    const start = Date.now();
    const setEnd = (days: number) =>
      db().item.update({
        where: keyOf(item),
        data: { consentExpiresAt: new Date(start + days * day) },
      });
    await setEnd(180);
    const told: number[] = [];
    for (let passed = 0; passed < 180; passed += 1) {
      await watchItem(item, new Date(start + passed * day));
      await watchItem(item, new Date(start + passed * day + 60_000));
      const count = (await titles()).length;
      if (count > told.length) told.push(180 - passed);
    }
    expect(told).toEqual([7, 1]);
    await setEnd(360);
    await watchItem(item, new Date(start + 354 * day));
    expect(await titles()).toHaveLength(3);
    expect(new Set(await titles()).size).toBe(2);
  });

  it('is told when the consent of a bank with its own sign-in page runs out', async () => {
    const owner = await createHousehold();
    const item = await linkItem(owner, { institutionId: 'ins_127287' });
    await refreshItem(owner.householdId, item.itemId);
    const bodies = async () => (await listNotifications(owner)).items.map(({ title }) => title);
    const told: number[] = [];
    for (const days of [0, 350, 8, 6]) {
      await control('/clock', { advanceDays: days });
      const { now } = await control<{ now: string }>('/clock');
      await watchItem(item, new Date(now));
      told.push((await bodies()).length);
    }
    expect(told).toEqual([0, 0, 1, 2]);
    expect((await bodies())[0]).toMatch(/^Platypus OAuth Bank: access ends on /);
  });

  it.each([
    ['PENDING_DISCONNECT', 'disconnect_time', { reason: 'INSTITUTION_TOKEN_EXPIRATION' }],
    ['PENDING_EXPIRATION', 'consent_expiration_time', {}],
  ])('is told as soon as %s announces it', async (code, field, more) => {
    const { item, titles } = await createConnection();
    const ends = Date.now() + 6.5 * day;
    const { now } = await control<{ now: string }>('/clock');
    const endsInDays = (ends - new Date(now).getTime()) / day;
    await control(`/items/${item.plaidItemId}/consent`, { endsInDays });
    const id = newId();
    const body = { item_id: item.plaidItemId, [field]: new Date(ends).toISOString(), ...more };
    await db().webhookLog.create({
      data: {
        id,
        plaidItemId: item.plaidItemId,
        webhookType: 'ITEM',
        webhookCode: code,
        body,
        bodyHash: new Uint8Array(32),
        keyId: id,
        issuedAt: new Date(),
      },
    });
    await runTask('handle-webhook', { webhookId: id }, 'test');
    const ref = { householdId: item.householdId, itemId: item.itemId };
    // A date of consent is the Item's to say.
    if (code === 'PENDING_EXPIRATION') await runTask('refresh-item', ref, 'test');
    expect(await titles()).toEqual([
      expect.stringMatching(/^First Platypus Bank: access ends on /),
    ]);
  });

  it('sends no warning of an end that was put off', async () => {
    const { item, mails, sendAll } = await createConnection();
    const end = (days: number) => new Date(Date.now() + days * day);
    await db().item.update({ where: keyOf(item), data: { consentExpiresAt: end(5) } });
    await watchItem(item);
    await db().item.update({ where: keyOf(item), data: { consentExpiresAt: end(365) } });
    await watchItem(item);
    await sendAll();
    expect(await mails()).toMatchObject([{ state: 'dropped' }]);
  });
});

describe('what a member wants', () => {
  it('decides the channels, for that member alone', async () => {
    const { owner, item, setLogin, titles, mails } = await createConnection();
    const partner = await addMember(owner);
    const kind = 'connection_broken';
    await setPreference(owner, { kind, channel: 'in_app', enabled: false });
    await setPreference(partner, { kind, channel: 'email', enabled: false });
    await setLogin('required');
    await watchItem(item);
    expect(await titles(owner)).toEqual([]);
    expect(await titles(partner)).toEqual([broken]);
    const [mail, ...more] = await mails();
    expect(more).toEqual([]);
    expect(mail?.toAddress).toBe(await emailOf(owner));
    await setLogin('repaired');
    await watchItem(item);
    expect(await titles(partner)).toEqual([broken, back]);
    expect(await titles(owner)).toEqual([]);
  });

  it('may be nothing at all', async () => {
    const { owner, item, setLogin, titles, mails } = await createConnection();
    for (const { kind, channel } of (await listPreferences(owner)).items) {
      await setPreference(owner, { kind, channel, enabled: false });
    }
    await setLogin('required');
    await watchItem(item);
    await setLogin('repaired');
    await watchItem(item);
    expect(await titles()).toEqual([]);
    expect(await mails()).toEqual([]);
  });
});

it('tells no other household, and lets none mark what is not theirs', async () => {
  const { owner, item, setLogin } = await createConnection();
  const stranger = await createHousehold();
  await setLogin('required');
  await watchItem(item);
  expect((await listNotifications(stranger)).items).toEqual([]);
  const { items } = await listNotifications(owner);
  const ids = items.map(({ id }) => id);
  await markRead(stranger, { ids });
  const partner = await addMember(owner);
  await markRead(partner, { ids });
  expect((await listNotifications(owner)).unread).toBe(1);
  await markRead(owner, { ids });
  expect((await listNotifications(owner)).unread).toBe(0);
});

function keyOf({ householdId, itemId }: { householdId: string; itemId: string }) {
  return { householdId_id: { householdId, id: itemId } };
}

/** Another person of the same household. */
async function addMember({ householdId }: TestHousehold): Promise<TestHousehold> {
  const { userId } = await createHousehold();
  const memberId = newId();
  await db().member.create({ data: { householdId, id: memberId, userId, role: 'member' } });
  return { householdId, memberId, userId };
}

async function emailOf({ userId }: TestHousehold): Promise<string> {
  return (await db().user.findUniqueOrThrow({ where: { id: userId } })).email;
}

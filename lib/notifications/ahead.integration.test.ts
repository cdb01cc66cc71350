import { beforeEach, expect, it } from 'vitest';
import { createAccount } from '#lib/accounts/mutations';
import { addDays, civilDateIn } from '#lib/dates/civil-date';
import { db } from '#lib/db/client';
import { createEntry } from '#lib/entries/mutations';
import { env } from '#lib/env';
import { runTask } from '#lib/jobs/run-task';
import { setPrivacy } from '#lib/privacy/set-privacy';
import { decideStreams } from '#lib/recurring/change-streams';
import { getRecurring } from '#lib/recurring/queries';
import { settleStreams } from '#lib/recurring/settle-streams';
import { createHousehold, joinHousehold, type TestHousehold } from '#lib/testing/household';
import { setFloor } from './balance-floors.ts';
import { setPreference } from './mutations.ts';
import { listNotifications, listPreferences } from './queries.ts';
import { tellAhead } from './tell-ahead.ts';

const today = civilDateIn('UTC', new Date());
/** Every day at noon. */
const noon = (days: number) => new Date(`${addDays(today, days)}T12:00:00Z`);

let owner: TestHousehold;
let accountId: string;

/** An account with a bill every thirty days that was confirmed and is due in two. */
beforeEach(async () => {
  owner = await createHousehold();
  const account = { name: 'Main', kind: 'checking', currency: 'USD' } as const;
  ({ id: accountId } = await createAccount(owner, { ...account, openingMinor: 480_000 }));
  for (const days of [88, 58, 28]) {
    await createEntry(owner, {
      accountId,
      date: addDays(today, -days),
      amountMinor: -80_000,
      name: 'Rent',
    });
  }
  await settleStreams(owner.householdId);
  const streamIds = (await getRecurring(owner, today)).streams.map(({ id }) => id);
  expect(streamIds).toHaveLength(1);
  await decideStreams(owner, { streamIds, state: 'confirmed' });
  await tellAhead(owner, noon(-1));
});

const told = async (member = owner) => (await listNotifications(member)).items.reverse();
const titles = async (member = owner) => (await told(member)).map(({ title }) => title);
const spend = (amountMinor: number) =>
  createEntry(owner, { accountId, date: today, amountMinor: -amountMinor, name: 'Repair' });

async function dueOn(): Promise<string> {
  const [stream] = (await getRecurring(owner, today)).streams;
  return stream?.nextOn ?? '';
}

it('tells of a bill once, whoever looks how often, from the second morning on', async () => {
  expect(await told()).toEqual([]);
  const due = await dueOn();
  const first = new Date(`${addDays(due, -3)}T12:00:00Z`);
  const at = first > noon(0) ? first : noon(0);
  await Promise.all([tellAhead(owner, at), tellAhead(owner, at)]);
  await tellAhead(owner, at);
  await tellAhead(owner, new Date(at.getTime() + 86_400_000));
  const [bill, ...more] = await told();
  expect(more).toEqual([]);
  expect(bill?.title).toMatch(/^Rent is due on /);
  expect(bill?.body).toBe('$800.00 is expected to leave from Main.');
  expect(bill?.href).toMatch(/^\/recurring\?open=/);
  await tellAhead(owner, new Date(`${addDays(due, 4)}T12:00:00Z`));
  expect(await told()).toMatchObject([{ read: true }]);
});

it('tells of an account that will run short, or low by the member’s own measure, and that it is over', async () => {
  const partner = await joinHousehold(owner);
  await tellAhead(partner, noon(-1));
  await setPreference(owner, { kind: 'bill_due', channel: 'in_app', enabled: false });
  await setPreference(partner, { kind: 'bill_due', channel: 'in_app', enabled: false });
  // $2,400 are here, and $800 leave twice within 35 days.
  await setFloor(owner, { accountId, minor: 100_000 });
  expect((await listPreferences(owner)).floors).toEqual([
    { accountId, name: 'Main', currency: 'USD', minor: 100_000 },
  ]);
  await tellAhead(owner, noon(0));
  await tellAhead(partner, noon(0));
  expect(await titles(partner)).toEqual([]);
  const [low] = await told();
  expect(low?.title).toMatch(/^Main will be low on /);
  expect(low?.body).toContain('$200.00 is missing of the $1,000.00 you want to be left.');
  await spend(100_000);
  await tellAhead(owner, noon(1));
  await tellAhead(partner, noon(1));
  expect(await titles()).toEqual([low?.title, expect.stringMatching(/^Main will run short on /)]);
  expect(await titles(partner)).toHaveLength(1);
  await createEntry(owner, { accountId, date: today, amountMinor: 900_000, name: 'Sold' });
  await tellAhead(owner, noon(2));
  expect(await told()).toMatchObject([{ read: true }, { read: true }]);
  await setFloor(owner, { accountId, minor: null });
  expect((await listPreferences(owner)).floors[0]?.minor).toBeNull();
});

it('tells of nothing in an account whose transactions one does not see', async () => {
  const partner = await joinHousehold(owner);
  await setPrivacy(owner, { accountId, memberId: partner.memberId, sight: 'balance' });
  await tellAhead(partner, noon(-1));
  await spend(300_000);
  await tellAhead(partner, noon(0));
  expect(await told(partner)).toEqual([]);
  const unseen = setFloor(partner, { accountId, minor: 100 });
  await expect(unseen).rejects.toMatchObject({ code: 'not_found' });
});

it('mails no account’s name', async () => {
  const { SMTP_URL } = env();
  Object.assign(env(), { SMTP_URL: 'smtp://127.0.0.1:1' });
  try {
    await setPreference(owner, { kind: 'low_balance', channel: 'email', enabled: true });
    await spend(300_000);
    await tellAhead(owner, noon(0));
  } finally {
    Object.assign(env(), { SMTP_URL });
  }
  const [mail] = await db().mail.findMany({
    where: { householdId: owner.householdId },
    select: { subject: true, text: true },
  });
  expect(mail?.subject).toMatch(/^An account will run short on /);
  expect(mail?.text).not.toContain('Main');
});

it('is found by the sweep', async () => {
  const where = { householdId: owner.householdId, id: owner.memberId };
  await db().member.updateMany({ where, data: { aheadDueAt: new Date(0) } });
  await runTask('sweep', {}, 'test');
  const key = `ahead:${owner.memberId}`;
  expect(await db().$queryRaw`SELECT FROM graphile_worker.jobs WHERE "key" = ${key}`).toHaveLength(
    1,
  );
});

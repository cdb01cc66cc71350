import { beforeEach, describe, expect, it } from 'vitest';
import { getAccount, listAccounts } from '#lib/accounts/queries';
import { listAudit } from '#lib/audit/queries';
import { createSession, findSession, isSessionOpen } from '#lib/auth/sessions';
import { db } from '#lib/db/client';
import { requireEnv } from '#lib/env';
import { createHousehold as createAnother, openHousehold } from '#lib/households/open-household';
import { getHousehold, listHouseholds } from '#lib/households/queries';
import { checkIntegrity } from '#lib/integrity/check-integrity';
import { finishDisconnect } from '#lib/items/finish-disconnect';
import { listItems } from '#lib/items/queries';
import { removalPorts } from '#lib/items/removal-ports';
import { listNotifications } from '#lib/notifications/queries';
import { setPrivacy } from '#lib/privacy/set-privacy';
import {
  createHousehold,
  joinHousehold,
  type LinkedItem,
  linkItem,
  syncHistory,
  type TestHousehold,
} from '#lib/testing/household';
import { listTransactions } from '#lib/transactions/queries';
import { leaveHousehold, removeMember } from './leave-household.ts';
import { setRole, transferOwnership } from './set-role.ts';

const refused = { code: 'household_refused' };
const notFound = { code: 'not_found' };

let ana: TestHousehold;
let ben: TestHousehold;

beforeEach(async () => {
  ana = await createHousehold();
  ben = await joinHousehold(ana);
});

const roles = async (person = ana) =>
  Object.fromEntries((await getHousehold(person)).members.map(({ id, role }) => [id, role]));

async function signIn({ userId, householdId }: TestHousehold) {
  const cookie = await createSession({ userId });
  const own = await findSession(cookie);
  if (own && own.householdId !== householdId) await openHousehold(own, householdId);
  const read = () => findSession(cookie);
  const session = await read();
  if (!session) throw new Error('It ended.');
  return { session, read };
}

describe('an owner', () => {
  it('says what each may do, and hands the household over', async () => {
    await setRole(ana, ben.memberId, 'viewer');
    expect(await roles()).toEqual({ [ana.memberId]: 'owner', [ben.memberId]: 'viewer' });
    await transferOwnership(ana, ben.memberId);
    expect(await roles()).toEqual({ [ana.memberId]: 'member', [ben.memberId]: 'owner' });
    for (const person of [ana, ben]) {
      const { items } = await listNotifications(person);
      expect(items.filter(({ kind }) => kind === 'role_changed').length).toBeGreaterThan(0);
      const log = await listAudit({ ...person, operator: false }, { limit: 50 });
      expect(log.items.filter(({ kind }) => kind === 'role_changed')).toHaveLength(3);
    }
    expect((await listNotifications(ben)).items[0]?.title).toBe(
      'You are an owner of the household now',
    );
  });

  it('is left in any case, also when two go at the same moment', async () => {
    await expect(setRole(ana, ana.memberId, 'member')).rejects.toMatchObject(refused);
    await expect(leaveHousehold(ana, { history: 'keep' })).rejects.toMatchObject(refused);
    await expect(transferOwnership(ana, ana.memberId)).rejects.toMatchObject(refused);
    await setRole(ana, ben.memberId, 'owner');
    const both = await Promise.allSettled([
      leaveHousehold(ana, { history: 'keep' }),
      leaveHousehold(ben, { history: 'keep' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { householdId } = ana;
    expect(await db().member.count({ where: { householdId, role: 'owner' } })).toBe(1);
  });

  it('knows no member of another household', async () => {
    const stranger = await createHousehold();
    const attempts = [
      () => setRole(stranger, ben.memberId, 'owner'),
      () => removeMember(stranger, ben.memberId),
      () => transferOwnership(stranger, ben.memberId),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject(notFound);
    await expect(removeMember(ana, ana.memberId)).rejects.toMatchObject(refused);
    expect(Object.keys(await roles())).toHaveLength(2);
  });
});

describe('a member with banks', () => {
  let item: LinkedItem;
  /** One that Ana sees in full, one of which she sees the balance, and the rest not at all. */
  let shown: string;
  let balanceOnly: string;

  beforeEach(async () => {
    item = await linkItem(ben, { username: 'user_good' });
    await syncHistory(item);
    const { items } = await listAccounts(ben);
    const rows = await listTransactions(ben, { limit: 1 });
    shown = rows.items[0]?.account.id ?? '';
    balanceOnly = items.find(({ id }) => id !== shown)?.id ?? '';
    const memberId = ana.memberId;
    for (const { id: accountId } of items) {
      const sight = accountId === shown ? 'full' : accountId === balanceOnly ? 'balance' : 'hidden';
      await setPrivacy(ben, { accountId, memberId, sight });
    }
  });

  const whatIsHere = async () =>
    (await db().account.findMany({ where: { householdId: ana.householdId } })).map(({ id }) => id);

  async function expectEnded() {
    const row = await db().item.findFirst({ where: { householdId: ana.householdId } });
    expect(row).toMatchObject({ memberId: null, removeRequestedAt: expect.any(Date) });
    await finishDisconnect(removalPorts, item);
    expect(await db().itemDirectory.count({ where: { itemId: item.itemId } })).toBe(0);
    const broken = await checkIntegrity(requireEnv('DATABASE_URL'));
    const { householdId } = ana;
    expect(broken.flatMap(({ violations }) => violations).join()).not.toContain(householdId);
  }

  it.each(['leaves', 'is removed'] as const)(
    'who %s takes nothing from the others and shows them nothing more',
    async (how) => {
      const before = await listTransactions(ana, { limit: 200 });
      expect(before.items.length).toBeGreaterThan(0);
      if (how === 'leaves') await leaveHousehold(ben, { history: 'keep' });
      else await removeMember(ana, ben.memberId);
      expect(await whatIsHere()).toEqual([shown]);
      await expectEnded();
      expect(await listTransactions(ana, { limit: 200 })).toEqual(before);
      expect(await getAccount(ana, shown)).toMatchObject({ connected: false, linkedBy: null });
      expect((await listItems(ana))[0]).toMatchObject({
        decides: true,
        state: { name: 'removed' },
      });
    },
  );

  it('who leaves with the history takes all of it', async () => {
    await leaveHousehold(ben, { history: 'delete' });
    await finishDisconnect(removalPorts, item);
    expect(await whatIsHere()).toEqual([]);
    expect(await listItems(ana)).toEqual([]);
  });

  it('leaves to each other member what that member saw', async () => {
    const cleo = await joinHousehold(ana);
    await setPrivacy(ben, { accountId: balanceOnly, memberId: cleo.memberId, sight: 'full' });
    await setPrivacy(ben, { accountId: shown, memberId: cleo.memberId, sight: 'hidden' });
    await removeMember(ana, ben.memberId);
    expect((await whatIsHere()).sort()).toEqual([shown, balanceOnly].sort());
    expect(await getAccount(ana, balanceOnly)).toMatchObject({ sight: 'balance' });
    await expect(getAccount(cleo, shown)).rejects.toMatchObject(notFound);
    const late = await joinHousehold(ana);
    await expect(getAccount(late, shown)).rejects.toMatchObject(notFound);
    expect(await getAccount(late, balanceOnly)).toMatchObject({ sight: 'balance' });
    // Nobody sees all of the connection: nobody decides about it.
    for (const person of [ana, cleo]) {
      expect((await listItems(person)).map(({ decides }) => decides)).toEqual([false]);
    }
  });
});

describe('whoever goes', () => {
  it('by themselves stays signed in, in another household of theirs', async () => {
    const { session, read } = await signIn(ben);
    const other = await signIn(ben);
    await leaveHousehold(session, { history: 'keep' });
    for (const each of [await read(), await other.read()]) {
      expect(each?.householdId).not.toBe(ana.householdId);
    }
    // The stream of a page was opened for the household one has left.
    expect(await isSessionOpen(session)).toBe(false);
    const log = await listAudit({ ...ben, ...(await read()), operator: false }, { limit: 9 });
    expect(log.items.map(({ kind }) => kind)).toContain('household_left');
  });

  it('by another’s hand is signed out of this household at once, and of no other', async () => {
    const here = await signIn(ben);
    const elsewhere = await signIn(ben);
    const { items } = await listHouseholds(elsewhere.session);
    const own = items.find(({ current }) => !current)?.id ?? '';
    await openHousehold(elsewhere.session, own);
    await removeMember(ana, ben.memberId);
    expect(await here.read()).toBeNull();
    expect(await isSessionOpen(here.session)).toBe(false);
    expect((await elsewhere.read())?.householdId).toBe(own);
    const mails = await db().mail.findMany({ where: { householdId: ana.householdId } });
    const user = await db().user.findUniqueOrThrow({ where: { id: ben.userId } });
    expect(mails.find(({ toAddress }) => toAddress === user.email)?.text).toContain('removed you');
    expect((await listNotifications(ana)).items[0]).toMatchObject({ kind: 'member_left' });
  });

  it('is given a household when they have no other', async () => {
    const { householdId } = ana;
    const guest = await createHousehold();
    await db().member.deleteMany({ where: { userId: guest.userId } });
    const memberId = crypto.randomUUID();
    const { userId } = guest;
    await db().member.create({
      data: { householdId, id: memberId, userId, role: 'viewer' },
    });
    await leaveHousehold({ householdId, memberId }, { history: 'keep' });
    const { items } = await listHouseholds({ userId, householdId });
    expect(items).toMatchObject([{ role: 'owner' }]);
    expect(await db().category.count({ where: { householdId: items[0]?.id } })).toBeGreaterThan(50);
  });
});

describe('several households', () => {
  it('are looked at one at a time, and another is made', async () => {
    const { session, read } = await signIn(ana);
    const { items } = await createAnother(session, { name: 'Parents' });
    expect(items.map(({ name, current }) => [name, current])).toContainEqual(['Parents', true]);
    const now = await read();
    expect(now).toMatchObject({ role: 'owner' });
    expect(now?.householdId).not.toBe(ana.householdId);
    await openHousehold(session, ana.householdId);
    expect((await read())?.householdId).toBe(ana.householdId);
    const stranger = await createHousehold();
    await expect(openHousehold(session, stranger.householdId)).rejects.toMatchObject(notFound);
  });

  it('are twenty at most', async () => {
    const { session } = await signIn(ana);
    const make = (n: number) => createAnother(session, { name: `No. ${n}` });
    for (let n = 1; n <= 16; n += 1) await make(n);
    // Three more; those who ask at once wait for each other, and no longer than a busy machine needs for five.
    const made = await Promise.allSettled([17, 18, 19, 20, 21].map(make));
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  });
});

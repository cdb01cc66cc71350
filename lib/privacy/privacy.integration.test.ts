import { beforeAll, describe, expect, it } from 'vitest';
import { getAccount, listAccounts } from '#lib/accounts/queries';
import { listAudit } from '#lib/audit/queries';
import { createFeed } from '#lib/calendar/mutations';
import { getCalendar, readFeed, readRhythm } from '#lib/calendar/queries';
import { db } from '#lib/db/client';
import { createLinkTokenFor } from '#lib/items/create-link-token';
import { disconnectItem } from '#lib/items/disconnect-item';
import { refuseDuplicate } from '#lib/items/find-duplicate';
import { getItem, listItemHistories, listItems, readLogo } from '#lib/items/queries';
import { refreshItem } from '#lib/items/refresh-item';
import { markItemRepaired, requestItemSync } from '#lib/items/request-item-sync';
import { settleRevokedAccounts } from '#lib/items/settle-revoked-accounts';
import { decideMatch } from '#lib/matches/mutations';
import { listMatches } from '#lib/matches/queries';
import { buildBundle } from '#lib/missing/build-bundle';
import { findMissing } from '#lib/missing/queries';
import { notify } from '#lib/notifications/notify';
import { listNotifications } from '#lib/notifications/queries';
import { moveHistory } from '#lib/relinks/move-history';
import { listRelinks, previewRelink } from '#lib/relinks/queries';
import { listSyncRuns } from '#lib/sync-runs/queries';
import { listRowChanges, listTransactionEvents } from '#lib/sync-runs/row-changes';
import {
  createHousehold,
  joinHousehold,
  type LinkedItem,
  linkItem,
  syncHistory,
  syncOnce,
  type TestHousehold,
} from '#lib/testing/household';
import { editTruth } from '#lib/testing/sandbox';
import { acceptBalance } from '#lib/tie-out/check-tie-out';
import { getTieOut } from '#lib/tie-out/queries';
import { keepTransaction } from '#lib/transactions/keep-transaction';
import { updateTransaction } from '#lib/transactions/mutations';
import { getTransaction, listTransactions } from '#lib/transactions/queries';
import { getPrivacy } from './queries.ts';
import { setPrivacy } from './set-privacy.ts';
import type { Sight } from './sights.ts';
import type { Viewer } from './viewer.ts';

const notFound = { code: 'not_found' };
const forbidden = { code: 'forbidden' };
const today = new Date().toISOString().slice(0, 10);

let ana: TestHousehold;
let ben: TestHousehold;
let item: LinkedItem;
/** The account Ana is about to keep from Ben, with rows of every kind. */
let kept: { id: string; plaidAccountId: string };
let open: { id: string; plaidAccountId: string };
let firstRunId: string;

beforeAll(async () => {
  ana = await createHousehold();
  ben = await joinHousehold(ana);
  item = await linkItem(ana, { username: 'user_transactions_dynamic' });
  await refreshItem(item.householdId, item.itemId);
  await syncHistory(item);
  const rows = await db().$queryRaw<{ id: string; plaidAccountId: string }[]>`
    SELECT a."id", a."plaidAccountId" FROM "Account" a
    JOIN "Transaction" t ON t."householdId" = a."householdId" AND t."accountId" = a."id"
    WHERE a."householdId" = ${ana.householdId}::uuid AND a."type" IN ('depository', 'credit')
    GROUP BY a."householdId", a."id" ORDER BY count(*) DESC`;
  const [first, second] = rows;
  if (!first || !second) throw new Error('There are too few accounts with rows.');
  [kept, open] = [first, second];
  const account_id = kept.plaidAccountId;
  const hold = { amount: 51.37, name: 'Quokka Hold', pending: true, account_id };
  const { added } = await editTruth(item.plaidItemId, {
    add: [
      hold,
      { amount: 61.37, name: 'Quokka Withdrawn', account_id },
      { amount: 71.37, name: 'Wombat Stays', account_id: open.plaidAccountId },
    ],
  });
  await syncOnce(item);
  await editTruth(item.plaidItemId, {
    add: [{ ...hold, pending: false }],
    remove: added.slice(1, 2),
  });
  await syncOnce(item);
  const run = await db().syncRun.findFirstOrThrow({
    where: { householdId: ana.householdId, added: { gt: 1 } },
    orderBy: { startedAt: 'desc' },
  });
  firstRunId = run.id;
  await db().$transaction((tx) =>
    notify(tx, ana.householdId, 'test', {
      kind: 'connection_recovered',
      itemId: item.itemId,
      bank: 'Bandicoot Bank',
    }),
  );
});

const show = (sight: Sight, accountId = kept.id, memberId: string | null = ben.memberId) =>
  setPrivacy(ana, { accountId, memberId, sight });

/** Every list and every count that somebody can read, without naming anything. */
async function readAll(viewer: TestHousehold): Promise<Record<string, unknown>> {
  const everything = { limit: 200 };
  const search = async (q: string) => (await listTransactions(viewer, { ...everything, q })).items;
  const feed = await createFeed(viewer);
  const token = feed.address.split('/').at(-1)?.replace('.ics', '') ?? '';
  const seesItem = (await listItems(viewer)).some(({ id }) => id === item.itemId);
  const question = { date: today, amount: '51.37', text: 'quokka' };
  return {
    accounts: await listAccounts(viewer),
    transactions: await listTransactions(viewer, everything),
    search: [await search('Quokka'), await search('Wombat')],
    items: await listItems(viewer),
    histories: await listItemHistories(viewer),
    matches: await listMatches(viewer),
    relinks: await listRelinks(viewer),
    notifications: await listNotifications(viewer),
    calendar: await getCalendar(viewer),
    feed: await readFeed(viewer.householdId, token),
    audit: await listAudit({ ...viewer, operator: false }, { limit: 100 }),
    runs: seesItem
      ? await listSyncRuns(viewer, item.itemId, { quiet: true, limit: 100 })
      : 'no such connection',
    changes: seesItem
      ? await listRowChanges(viewer, item.itemId, firstRunId, { limit: 200 })
      : 'no such connection',
    rhythm: seesItem ? await readRhythm(viewer, item.itemId) : 'no such connection',
    missing: seesItem ? await findMissing(viewer, open.id, question) : 'no such account',
  };
}

/** What names the account or anything on it: ids, its rows' texts and amounts. */
async function readTraces() {
  const account = await db().account.findUniqueOrThrow({
    where: { householdId_id: { householdId: ana.householdId, id: kept.id } },
  });
  const rows = await db().transaction.findMany({
    where: { householdId: ana.householdId, accountId: kept.id },
  });
  return {
    ofAccount: [account.id, account.name, String(account.currentMinor)],
    ofRows: [...rows.map(({ id }) => id), 'Quokka', '5137', '6137'],
  };
}

describe('a household that keeps nothing from anybody', () => {
  it('shows each member the same, but for whose it is', async () => {
    const [hers, his] = [await readAll(ana), await readAll(ben)];
    const shared = ['transactions', 'search', 'histories', 'matches', 'missing'];
    for (const name of shared) expect(his[name], name).toEqual(hers[name]);
    expect(his.accounts).toMatchObject({
      netWorth: (hers.accounts as { netWorth: unknown }).netWorth,
    });
    const [{ name }] = await db().$queryRaw<[{ name: string }]>`
      SELECT "name" FROM "User" WHERE "id" = ${ana.userId}::uuid`;
    const [seen] = await listItems(ben);
    expect(seen).toMatchObject({ decides: false, linkedBy: name, offers: [] });
    expect((await listItems(ana))[0]).toMatchObject({ decides: true, linkedBy: null });
    expect((await listSyncRuns(ben, item.itemId, { quiet: false, limit: 100 })).items).toEqual(
      (await listSyncRuns(ana, item.itemId, { quiet: false, limit: 100 })).items.map((run) => ({
        ...run,
        pages: null,
        restarts: null,
      })),
    );
  });

  it('leaves what becomes of a connection to whoever linked it', async () => {
    const { itemId } = item;
    const relink = { fromItemId: itemId, toItemId: itemId };
    const attempts = [
      () => disconnectItem(ben, itemId, { history: 'delete' }),
      () => markItemRepaired(ben, itemId),
      () => settleRevokedAccounts(ben, itemId, { history: 'delete' }),
      () => createLinkTokenFor(ben, { purpose: 'accounts', itemId }),
      () => previewRelink(ben, relink),
      () => moveHistory(ben, { ...relink, accounts: [] }),
      () => buildBundle(ben, kept.id, { date: today, amounts: true }),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject(forbidden);
    expect((await requestItemSync(ben, itemId)).state.name).toBe('syncing');
    await syncOnce(item);
  });
});

describe.each(['hidden', 'balance'] as const)('an account of which one shows %s', (sight) => {
  beforeAll(() => show(sight));

  it('is nowhere in what the other reads', async () => {
    const { ofAccount, ofRows } = await readTraces();
    const his = await readAll(ben);
    for (const [name, value] of Object.entries(his)) {
      const text = JSON.stringify(value);
      for (const trace of ofRows) expect(text, `${name}: ${trace}`).not.toContain(trace);
      if (sight === 'balance' && name === 'accounts') continue;
      for (const trace of ofAccount) expect(text, `${name}: ${trace}`).not.toContain(trace);
    }
    expect(JSON.stringify(his)).toContain('Wombat Stays');
  });

  it('is in no count and no sum but, where the balance is shown, in net worth', async () => {
    const [hers, his] = [await listAccounts(ana), await listAccounts(ben)];
    const account = hers.items.find(({ id }) => id === kept.id);
    const worth = account?.worth?.minor ?? 0;
    const [all, some] = [hers.netWorth[0]?.netMinor ?? 0, his.netWorth[0]?.netMinor];
    expect(worth).not.toBe(0);
    expect(some).toBe(sight === 'hidden' ? all - worth : all);
    expect((await listItems(ben))[0]?.accountCount).toBe(
      hers.items.length - (sight === 'hidden' ? 1 : 0),
    );
    const [mine, theirs] = [await listItemHistories(ana), await listItemHistories(ben)];
    const rows = await db().$queryRaw<[{ count: number }]>`
      SELECT count(*)::int AS "count" FROM "EffectiveTransaction"
      WHERE "householdId" = ${ana.householdId}::uuid AND "accountId" = ${kept.id}::uuid`;
    expect(theirs[0]?.transactions).toBe((mine[0]?.transactions ?? 0) - rows[0].count);
    const { items: runs } = await listSyncRuns(ben, item.itemId, { quiet: true, limit: 100 });
    for (const run of runs) {
      const { items } = await listRowChanges(ben, item.itemId, run.id, { limit: 200 });
      expect(items).toHaveLength(run.added + run.posted + run.changed + run.removed);
      if (items.length === 0) expect(run.outcome).not.toBe('committed');
    }
    const quiet = await listSyncRuns(ben, item.itemId, { quiet: false, limit: 100 });
    expect(quiet.items).toHaveLength(runs.filter(({ outcome }) => outcome !== 'unchanged').length);
  });

  it('cannot be named either, nor anything on it', async () => {
    const [row] = await db().transaction.findMany({
      where: { householdId: ana.householdId, accountId: kept.id, removedAt: { not: null } },
    });
    const [live] = (await listTransactions(ana, { accountId: kept.id, limit: 1 })).items;
    const [match] = await listMatches(ana);
    const id = live?.id ?? '';
    expect((await listTransactions(ben, { accountId: kept.id, limit: 50 })).items).toEqual([]);
    const attempts = [
      () => getTransaction(ben, id),
      () => listTransactionEvents(ben, id),
      () => updateTransaction(ben, id, { note: 'Mine' }),
      () => keepTransaction(ben, row?.id ?? '', true),
      () => decideMatch(ben, match?.id ?? '', { same: true }),
      () => getTieOut(ben, kept.id),
      () => acceptBalance(ben, kept.id),
      () => findMissing(ben, kept.id, { date: today }),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject(notFound);
    if (sight === 'hidden') {
      await expect(getAccount(ben, kept.id)).rejects.toMatchObject(notFound);
      await expect(buildBundle(ben, kept.id, { date: today, amounts: true })).rejects.toMatchObject(
        notFound,
      );
    } else {
      expect(await getAccount(ben, kept.id)).toMatchObject({ sight: 'balance', tieOut: null });
    }
    expect((await getTransaction(ana, id)).note).toBeNull();
  });

  it('is for its member as it was', async () => {
    const { ofRows } = await readTraces();
    const text = JSON.stringify(await readAll(ana));
    expect(text).toContain('Quokka Hold');
    expect(text).toContain(ofRows[0]);
    expect(await getAccount(ana, kept.id)).toMatchObject({ sight: 'full', linkedBy: null });
  });
});

describe('a connection all of whose accounts are hidden', () => {
  beforeAll(async () => {
    for (const { id } of (await listAccounts(ana)).items) await show('hidden', id);
  });

  it('is not there, by no name, no logo, no notice, no calendar and no log', async () => {
    const his = JSON.stringify(await readAll(ben));
    for (const trace of [item.itemId, 'Platypus', 'Bandicoot', 'Quokka', 'Wombat']) {
      expect(his).not.toContain(trace);
    }
    expect((await listNotifications(ben)).unread).toBe(0);
    const { itemId } = item;
    const attempts = [
      () => getItem(ben, itemId),
      () => readLogo(ben, itemId),
      () => requestItemSync(ben, itemId),
      () => markItemRepaired(ben, itemId),
      () => disconnectItem(ben, itemId, { history: 'delete' }),
      () => listSyncRuns(ben, itemId, { quiet: true, limit: 10 }),
      () => listRowChanges(ben, itemId, firstRunId, { limit: 10 }),
      () => readRhythm(ben, itemId),
      () => createLinkTokenFor(ben, { purpose: 'link', likeItemId: itemId }),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject(notFound);
  });

  it('is not given away when the other links the same bank', async () => {
    const { items } = await listAccounts(ana);
    const metadata = {
      institution: { id: 'ins_109508', name: 'First Platypus Bank' },
      accounts: items.map(({ name, mask }) => ({ name, mask })),
      linkSessionId: 'test',
    };
    await expect(refuseDuplicate(ben, metadata)).resolves.toBeUndefined();
    await expect(refuseDuplicate(ana, metadata)).rejects.toMatchObject({ code: 'duplicate_item' });
  });

  it('tells its people alone of what becomes of it', async () => {
    const told = async (viewer: Viewer) =>
      db().notification.count({ where: { memberId: viewer.memberId, eventKey: 'test-2' } });
    await db().$transaction((tx) =>
      notify(tx, ana.householdId, 'test-2', {
        kind: 'connection_recovered',
        itemId: item.itemId,
        bank: 'Bandicoot Bank',
      }),
    );
    expect([await told(ana), await told(ben)]).toEqual([1, 0]);
  });
});

describe('who comes later', () => {
  it('sees no more than was kept from somebody, until the member says so', async () => {
    const cleo = await joinHousehold(ana, 'owner');
    await expect(getAccount(cleo, kept.id)).rejects.toMatchObject(notFound);
    await show('full', kept.id, null);
    const dora = await joinHousehold(ana);
    expect(await getAccount(dora, kept.id)).toMatchObject({ sight: 'full' });
    // Cleo was here already: what holds for her is decided by her name.
    await expect(getAccount(cleo, kept.id)).rejects.toMatchObject(notFound);
    await show('full', kept.id, cleo.memberId);
    expect(await getAccount(cleo, kept.id)).toMatchObject({ sight: 'full' });
    await expect(getAccount(ben, kept.id)).rejects.toMatchObject(notFound);
  });

  it('gains nothing by leaving and coming back', async () => {
    await show('hidden');
    await db().member.deleteMany({ where: { householdId: ana.householdId, id: ben.memberId } });
    const again = { ...ben, memberId: crypto.randomUUID() };
    await db().member.create({
      data: {
        ...{ householdId: ana.householdId, id: again.memberId },
        userId: ben.userId,
        role: 'owner',
      },
    });
    await expect(getAccount(again, kept.id)).rejects.toMatchObject(notFound);
    ben = again;
  });

  it('is told nothing of a bank that is linked anew while something of it is kept', async () => {
    const fresh = await linkItem(ana, { username: 'user_good' });
    await expect(getItem(ben, fresh.itemId)).rejects.toMatchObject(notFound);
    await syncOnce(fresh);
    await expect(getItem(ben, fresh.itemId)).rejects.toMatchObject(notFound);
    expect((await getItem(ana, fresh.itemId)).accountCount).toBeGreaterThan(0);
  });
});

describe('accounts to come', () => {
  it('are shown as their member said', async () => {
    const owner = await createHousehold();
    const other = await joinHousehold(owner);
    await setPrivacy(owner, { newAccountsShow: 'balance' });
    await syncOnce(await linkItem(owner, { username: 'user_good' }));
    const { items } = await listAccounts(other);
    expect(items.length).toBeGreaterThan(0);
    expect(items.every(({ sight }) => sight === 'balance')).toBe(true);
    expect((await listTransactions(other, { limit: 10 })).items).toEqual([]);
  });
});

describe('the decision', () => {
  it('is nobody’s but the member’s who linked the account, an owner’s neither', async () => {
    const cleo = await joinHousehold(ana, 'owner');
    for (const memberId of [cleo.memberId, null]) {
      await expect(
        setPrivacy(cleo, { accountId: open.id, memberId, sight: 'full' }),
      ).rejects.toMatchObject(notFound);
    }
    expect((await getPrivacy(cleo)).accounts).toEqual([]);
    const { others, accounts } = await getPrivacy(ana);
    expect(others.map(({ id }) => id)).toContain(cleo.memberId);
    expect(accounts.find(({ id }) => id === open.id)?.sights).toMatchObject({
      [cleo.memberId]: 'hidden',
    });
  });

  it('can be made about no stranger', async () => {
    const stranger = await createHousehold();
    for (const memberId of [stranger.memberId, ana.memberId]) {
      await expect(show('full', open.id, memberId)).rejects.toMatchObject(notFound);
    }
  });

  it('is written down for whoever made it alone', async () => {
    const read = async (person: TestHousehold) =>
      (await listAudit({ ...person, operator: false }, { limit: 100 })).items.filter(
        ({ kind }) => kind === 'account_shown',
      );
    expect((await read(ana)).length).toBeGreaterThan(5);
    expect(await read(ben)).toEqual([]);
  });
});

describe('a history that moves to a connection that took the place of another', () => {
  it('keeps from each member what either of the two accounts kept from them', async () => {
    const owner = await createHousehold();
    const other = await joinHousehold(owner);
    const third = await joinHousehold(owner);
    const old = await linkItem(owner, { username: 'user_good' });
    await syncHistory(old);
    await disconnectItem(owner, old.itemId, { history: 'keep' });
    const fresh = await linkItem(owner, { username: 'user_good' });
    await syncHistory(fresh);
    const pair = { fromItemId: old.itemId, toItemId: fresh.itemId };
    const { accounts } = await previewRelink(owner, pair);
    const [first] = accounts.flatMap(({ from, to }) =>
      to ? { fromAccountId: from.id, toAccountId: to.id } : [],
    );
    if (!first) throw new Error('No account was found again.');
    const decide = (accountId: string, memberId: string, sight: Sight) =>
      setPrivacy(owner, { accountId, memberId, sight });
    await decide(first.fromAccountId, other.memberId, 'hidden');
    await decide(first.toAccountId, third.memberId, 'balance');
    await moveHistory(owner, { ...pair, accounts: [first] });
    await expect(getAccount(other, first.fromAccountId)).rejects.toMatchObject(notFound);
    expect(await getAccount(third, first.fromAccountId)).toMatchObject({ sight: 'balance' });
    const late = await joinHousehold(owner);
    await expect(getAccount(late, first.fromAccountId)).rejects.toMatchObject(notFound);
  });
});

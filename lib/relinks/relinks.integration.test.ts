import { beforeEach, describe, expect, it } from 'vitest';
import { addAttachment } from '#lib/attachments/mutations';
import { db } from '#lib/db/client';
import { markDuplicates } from '#lib/duplicates/mutations';
import { requireEnv } from '#lib/env';
import { contribute, createGoal } from '#lib/goals/change-goal';
import { checkIntegrity } from '#lib/integrity/check-integrity';
import { disconnectItem } from '#lib/items/disconnect-item';
import { createRule } from '#lib/rules/mutations';
import { savedReportInput } from '#lib/saved-reports/contract';
import { createSavedReport } from '#lib/saved-reports/mutations';
import { createSavedView } from '#lib/saved-views/mutations';
import { setClaim, settle as settleUp } from '#lib/settlements/mutations';
import { setSplit } from '#lib/splits/set-split';
import { changeTagsOf } from '#lib/tags/change-tags';
import { createTag } from '#lib/tags/mutations';
import {
  createHousehold,
  type LinkedItem,
  linkItem,
  syncHistory,
  syncOnce,
  type TestHousehold,
} from '#lib/testing/household';
import { askedNothing, saysNothing } from '#lib/testing/rules';
import { control, editTruth, readTruth } from '#lib/testing/sandbox';
import { acceptBalance } from '#lib/tie-out/check-tie-out';
import { putRecordsBeside } from '#lib/transactions/bank-record';
import { transactionFilterQuery } from '#lib/transactions/contract';
import { updateTransaction } from '#lib/transactions/mutations';
import { createTransfer } from '#lib/transfers/mutations';
import { moveHistory } from './move-history.ts';
import { dismissRelink, forgetOldRelinks } from './mutations.ts';
import { getRelink, listRelinks, previewRelink } from './queries.ts';
import { undoRelink } from './undo-relink.ts';

let owner: TestHousehold;
let old: LinkedItem;
let fresh: LinkedItem;

/** Two Items of one login at one bank: the same accounts and rows, under ids of their own. */
beforeEach(async () => {
  owner = await createHousehold();
  old = await link();
  await syncHistory(old);
});

/** The one login whose books are the same in every Item. */
function link(): Promise<LinkedItem> {
  return linkItem(owner, { username: 'user_good' });
}

async function linkAgain(): Promise<void> {
  await disconnectItem(owner, old.itemId, { history: 'keep' });
  fresh = await link();
  await syncHistory(fresh);
}

const pair = () => ({ fromItemId: old.itemId, toItemId: fresh.itemId });

async function move() {
  const { accounts } = await previewRelink(owner, pair());
  return moveHistory(owner, {
    ...pair(),
    accounts: accounts.flatMap(({ from, to }) =>
      to ? { fromAccountId: from.id, toAccountId: to.id } : [],
    ),
  });
}

/** Everything of the household that a move may touch, without the clock of what it rewrites. */
async function dump() {
  const { householdId } = owner;
  const where = { householdId };
  const byId = { id: 'asc' } as const;
  // What a move taken back leaves in the rows.
  while ((await putRecordsBeside()) > 0);
  return {
    transactions: await db().transaction.findMany({ where, orderBy: byId }),
    records: await db().transactionSource.findMany({ where, orderBy: { transactionId: 'asc' } }),
    tags: await db().transactionTag.findMany({
      where,
      orderBy: [{ transactionId: 'asc' }, { tagId: 'asc' }],
    }),
    parts: await db().splitPart.findMany({ where, orderBy: byId }),
    links: await db().settleLink.findMany({ where, orderBy: { createdAt: 'asc' } }),
    claims: await db().claim.findMany({ where, orderBy: { createdAt: 'asc' } }),
    duplicates: await db().duplicatePair.findMany({ where, orderBy: byId }),
    transfers: await db().transfer.findMany({ where, orderBy: byId }),
    bars: await db().transferBar.findMany({
      where,
      orderBy: [{ firstId: 'asc' }, { secondId: 'asc' }],
    }),
    attachments: await db().attachment.findMany({
      where,
      select: { id: true, transactionId: true },
      orderBy: byId,
    }),
    accounts: await db().account.findMany({ where, orderBy: byId }),
    aliases: await db().transactionAlias.findMany({
      where,
      orderBy: [{ itemId: 'asc' }, { plaidTransactionId: 'asc' }],
    }),
    snapshots: await db().balanceSnapshot.findMany({
      where,
      orderBy: [{ accountId: 'asc' }, { date: 'asc' }],
    }),
    changes: await db().syncChange.findMany({
      where,
      orderBy: [{ syncRunId: 'asc' }, { seq: 'asc' }],
    }),
    questions: await db().matchSuggestion.findMany({ where, orderBy: byId }),
    goalAccounts: await db().goalAccount.findMany({
      where,
      orderBy: [{ goalId: 'asc' }, { accountId: 'asc' }],
    }),
    contributions: await db().goalContribution.findMany({ where, orderBy: byId }),
    floors: await db().balanceFloor.findMany({ where, orderBy: { accountId: 'asc' } }),
    reports: await db().savedReport.findMany({ where, orderBy: byId }),
    views: await db().savedView.findMany({ where, orderBy: byId }),
    rules: await db().rule.findMany({ where, orderBy: byId }),
    verdicts: (await db().tieOut.findMany({ where, orderBy: { accountId: 'asc' } })).map(
      ({ checkedAt: _, agreedAt: __, countedAt: ___, ...verdict }) => verdict,
    ),
  };
}

/** In the order of the bank's books, which is the same at both connections. */
async function readAccountIds(itemId: string): Promise<string[]> {
  const accounts = await db().account.findMany({
    where: { householdId: owner.householdId, itemId },
    orderBy: { mask: 'asc' },
  });
  return accounts.map(({ id }) => id);
}

/** Goals and a rule by these accounts, and by the first a report and a view. */
async function chooseBy(accountIds: string[], name: string): Promise<void> {
  const [accountId = ''] = accountIds;
  const asked = { kind: 'save', targetMinor: 1000_00, currency: 'USD', dueOn: null } as const;
  await createGoal(owner, { ...asked, name, accountIds });
  const { id } = await createGoal(owner, { ...asked, name: `Part of ${name}`, accountIds: [] });
  await contribute(owner, id, { date: '2026-01-01', amountMinor: 5, accountId });
  const query = savedReportInput.parse({ name, kind: 'spending', query: { accountId } });
  await createSavedReport(owner, query);
  await createSavedView(owner, { name, filter: transactionFilterQuery.parse({ accountId }) });
  const when = { ...askedNothing, accountIds };
  await createRule(owner, { ...tagging('x', await makeTag(name)), when });
}

async function setFloor(accountId: string, minor: number): Promise<void> {
  const { householdId, memberId } = owner;
  await db().balanceFloor.create({ data: { householdId, memberId, accountId, minor } });
}

/** Into one minor unit and what is left. */
async function splitInTwo(row: { id: string; amountMinor: bigint } | undefined): Promise<void> {
  const sorting = { categoryId: null, note: null, tagIds: [] };
  const rest = Number(row?.amountMinor ?? 0) - 1;
  await setSplit(owner, row?.id ?? '', {
    parts: [
      { minor: 1, ...sorting },
      { minor: rest, ...sorting },
    ],
  });
}

/** The transactions of all parts. */
async function listSplits(): Promise<string[]> {
  const parts = await db().splitPart.findMany({ where: { householdId: owner.householdId } });
  return parts.map(({ transactionId }) => transactionId).sort();
}

async function expectIntegrity(): Promise<void> {
  const results = await checkIntegrity(requireEnv('DATABASE_URL'));
  expect(results.filter(({ violations }) => violations.length > 0)).toEqual([]);
}

/** What the pages count, by account name, day and amount. */
function listLedger(): Promise<{ row: string; count: number }[]> {
  return db().$queryRaw`
    SELECT a."name" || ' ' || t."bankDate" || ' ' || t."amountMinor" AS "row",
      count(*)::int AS "count"
    FROM "EffectiveTransaction" t
    JOIN "Account" a ON a."householdId" = t."householdId" AND a."id" = t."accountId"
    WHERE t."householdId" = ${owner.householdId}::uuid GROUP BY 1 ORDER BY 1`;
}

async function makeTag(name: string): Promise<string> {
  const { items } = await createTag(owner, { name });
  return items.find((tag) => tag.name === name)?.id ?? '';
}

/** A rule that puts a tag on whatever has a text. */
const tagging = (text: string, tagId: string) => ({
  name: text,
  when: { ...askedNothing, text },
  effect: { ...saysNothing, note: 'Ride', tagIds: [tagId] },
  stop: false,
  history: true,
});

async function readRows(itemId: string) {
  return db().transaction.findMany({
    where: { householdId: owner.householdId, itemId, removedAt: null },
    orderBy: [{ date: 'asc' }, { id: 'asc' }],
  });
}

/** Rows of money out of one account and into another, by their ids. */
async function readSides(itemId: string) {
  const rows = (await readRows(itemId)).filter(({ pending }) => !pending);
  const account = rows.find(({ amountMinor }) => amountMinor > 0n)?.accountId ?? '';
  const ins = rows.filter((row) => row.amountMinor > 0n && row.accountId === account);
  const outs = rows.filter((row) => row.amountMinor < 0n && row.accountId !== account);
  const other = outs[0]?.accountId ?? '';
  const ids = (of: typeof rows) =>
    of.map(({ id }) => id).slice(0, 4) as [string, string, string, string];
  return {
    ins: ids(ins),
    outs: ids(outs.filter(({ accountId }) => accountId === other)),
    accountId: account,
    accountIds: [account, other] as [string, string],
  };
}

const endsOf = (transfer: {
  outId: string | null;
  inId: string | null;
  towardsId: string | null;
}) => [transfer.outId, transfer.inId ?? transfer.towardsId];

function toBar(accountIds: [string, string]) {
  const [firstId = '', secondId = ''] = accountIds.toSorted();
  return { firstId, secondId };
}

async function attach(transactionId: string): Promise<string> {
  const body = '%PDF-1.7 receipt';
  const request = new Request('http://localhost/', { method: 'POST', body });
  const { items } = await addAttachment(owner, { transactionId, name: 'receipt.pdf' }, request);
  return items.at(-1)?.id ?? '';
}

describe('moving a history to the connection that took its place', () => {
  it('is suggested once the new one has its whole history, and not when dismissed', async () => {
    await linkAgain();
    const suggestion = { ...pair(), institution: 'First Platypus Bank', dismissed: false };
    expect((await listRelinks(owner)).suggestions).toMatchObject([suggestion]);
    await dismissRelink(owner, pair());
    expect((await listRelinks(owner)).suggestions).toMatchObject([
      { ...suggestion, dismissed: true },
    ]);
    await move();
    expect((await listRelinks(owner)).suggestions).toEqual([]);
  });

  it('makes one row of two, with the old ids and every edit, and none double', async () => {
    const before = await listLedger();
    const rows = await readRows(old.itemId);
    const posted = rows.filter(({ pending }) => !pending);
    const [first, second, third] = posted;
    if (!first || !second || !third) throw new Error('There are no rows.');
    await updateTransaction(owner, first.id, { note: 'Before' });
    await linkAgain();
    const twin = (await readRows(fresh.itemId)).find(
      (row) =>
        row.date.getTime() === second.date.getTime() && row.amountMinor === second.amountMinor,
    );
    await updateTransaction(owner, twin?.id ?? '', { note: 'After', reviewed: true });
    await updateTransaction(owner, first.id, { reviewed: true });
    await splitInTwo(twin);

    const relink = await move();
    expect(relink).toMatchObject({ joined: rows.length, carried: 0 });
    const after = await readRows(fresh.itemId);
    expect(after.map(({ id }) => id).sort()).toEqual(rows.map(({ id }) => id).sort());
    expect(await readRows(old.itemId)).toEqual([]);
    expect(after.find(({ id }) => id === first.id)).toMatchObject({
      note: 'Before',
      reviewed: true,
    });
    expect(after.find(({ id }) => id === second.id)).toMatchObject({
      note: 'After',
      reviewed: true,
    });
    expect(await listSplits()).toEqual([second.id, second.id]);
    expect(await listLedger()).toEqual(before);
    await expectIntegrity();
  });

  it('leaves nothing for the next sync to do, not even for one that reads all anew', async () => {
    await linkAgain();
    await move();
    const before = await dump();
    expect(await syncOnce(fresh)).toMatchObject({
      kind: 'committed',
      counts: { added: 0, posted: 0, changed: 0, removed: 0 },
    });
    await db().item.update({
      where: { householdId_id: { householdId: owner.householdId, id: fresh.itemId } },
      data: { transactionsCursor: null },
    });
    expect(await syncOnce(fresh)).toMatchObject({
      counts: { added: 0, posted: 0, changed: 0, removed: 0 },
    });
    const after = await dump();
    expect(after.transactions).toEqual(before.transactions);
    expect(after.aliases).toEqual(before.aliases);
    const truth = await readTruth(fresh.plaidItemId);
    const live = after.transactions.filter(({ removedAt }) => removedAt === null);
    expect(live.map((row) => row.plaidTransactionId).sort()).toEqual(
      truth.map((row) => row.transaction_id).sort(),
    );
  });

  it('carries rows that the bank no longer reports, and keeps them through a full sync', async () => {
    await editTruth(old.plaidItemId, {
      add: [{ amount: 77.7, name: 'Long ago', date: '2024-12-01' }],
    });
    await syncOnce(old);
    await linkAgain();
    const relink = await move();
    expect(relink.carried).toBe(1);
    await db().item.update({
      where: { householdId_id: { householdId: owner.householdId, id: fresh.itemId } },
      data: { transactionsCursor: null },
    });
    await syncOnce(fresh);
    const row = await db().transaction.findFirstOrThrow({ where: { name: 'Long ago' } });
    expect(row).toMatchObject({ removedAt: null, itemId: fresh.itemId, plaidTransactionId: null });
    await expectIntegrity();
  });

  it('withdraws what was pending and never posted, and goes on posting what did', async () => {
    const { added } = await editTruth(old.plaidItemId, {
      add: [
        { amount: 12.34, name: 'Never came', pending: true },
        { amount: 23.45, name: 'Hotel Adler', pending: true },
      ],
    });
    expect(added).toHaveLength(2);
    await syncOnce(old);
    await disconnectItem(owner, old.itemId, { history: 'keep' });
    fresh = await link();
    const again = await editTruth(fresh.plaidItemId, {
      add: [{ amount: 23.45, name: 'Hotel Adler', pending: true }],
    });
    await syncHistory(fresh);
    const { counts } = await previewRelink(owner, pair());
    expect(counts.withdrawn).toBe(1);
    const hotel = await db().transaction.findFirstOrThrow({
      where: { name: 'Hotel Adler', itemId: old.itemId },
    });
    await updateTransaction(owner, hotel.id, { note: 'Ida’s wedding' });
    await move();
    await editTruth(fresh.plaidItemId, { post: again.added });
    expect(await syncOnce(fresh)).toMatchObject({ counts: { posted: 1, added: 0 } });
    const rows = await db().transaction.findMany({
      where: { householdId: owner.householdId, name: 'Hotel Adler', removedAt: null },
    });
    expect(rows).toMatchObject([{ id: hotel.id, pending: false, note: 'Ida’s wedding' }]);
    await expectIntegrity();
  });

  it('keeps the old accounts, with their names and days, and counts from the balance anew', async () => {
    const accounts = await db().account.findMany({ where: { householdId: owner.householdId } });
    const [account] = accounts;
    await db().account.updateMany({
      where: { id: account?.id },
      data: { personName: 'Daily', personNameSetAt: new Date() },
    });
    await db().balanceSnapshot.create({
      data: {
        householdId: owner.householdId,
        accountId: account?.id ?? '',
        date: new Date('2026-01-01'),
        currentMinor: 5n,
        takenAt: new Date('2026-01-01'),
      },
    });
    await linkAgain();
    await move();
    const after = await db().account.findMany({ where: { householdId: owner.householdId } });
    expect(after.map(({ id }) => id).sort()).toEqual(accounts.map(({ id }) => id).sort());
    expect(after.every(({ itemId }) => itemId === fresh.itemId)).toBe(true);
    const daily = after.find(({ id }) => id === account?.id);
    expect(daily).toMatchObject({ personName: 'Daily', anchorMinor: daily?.currentMinor });
    expect(await db().balanceSnapshot.count({ where: { accountId: account?.id } })).toBe(2);
    await acceptBalance(owner, account?.id ?? '');
    await expectIntegrity();
  });

  it('ends an old connection that only waited for a sign-in', async () => {
    fresh = await link();
    await syncHistory(fresh);
    await expect(move()).rejects.toMatchObject({ code: 'relink_refused' });
    expect((await listRelinks(owner)).suggestions).toEqual([]);
    await db().item.update({
      where: { householdId_id: { householdId: owner.householdId, id: old.itemId } },
      data: { errorType: 'ITEM_ERROR', errorCode: 'ITEM_LOGIN_REQUIRED', errorAt: new Date() },
    });
    expect((await listRelinks(owner)).suggestions).toHaveLength(1);
    expect(await previewRelink(owner, pair())).toMatchObject({ endsOld: true });
    await move();
    const item = await db().item.findFirstOrThrow({ where: { id: old.itemId } });
    expect(item).toMatchObject({ keepHistory: true, removeRequestedAt: expect.any(Date) });
  });

  it('waits for a sync that runs, and a sync that was under way cannot commit after it', async () => {
    await linkAgain();
    const id = { householdId: owner.householdId, id: fresh.itemId };
    const leaseUntil = new Date(Date.now() + 1_500);
    await db().item.update({
      where: { householdId_id: id },
      data: { leaseUntil, leaseOwner: 'worker', fence: { increment: 1 } },
    });
    const startedAt = Date.now();
    await move();
    expect(Date.now() - startedAt).toBeGreaterThan(1_000);
    const row = await db().item.findFirstOrThrow({ where: { id: fresh.itemId } });
    expect(row).toMatchObject({ leaseUntil: null, leaseOwner: null });
  });

  it('knows no accounts but those of the two connections, each once and of one kind', async () => {
    await linkAgain();
    const { accounts } = await previewRelink(owner, pair());
    const [first, second] = accounts;
    const to = first?.to?.id ?? '';
    const from = [first?.from.id ?? '', second?.from.id ?? ''] as const;
    for (const wrong of [
      [{ fromAccountId: to, toAccountId: from[0] }],
      from.map((fromAccountId) => ({ fromAccountId, toAccountId: to })),
    ]) {
      const input = { ...pair(), accounts: wrong };
      await expect(moveHistory(owner, input)).rejects.toMatchObject({
        code: 'invalid_input',
      });
    }
    const stranger = await createHousehold();
    await expect(previewRelink(stranger, pair())).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

it('knows every table that points at an account or a row', async () => {
  const found = await db().$queryRaw<{ name: string }[]>`
    SELECT c.relname || ' → ' || t.relname AS "name" FROM pg_constraint k
    JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
    WHERE k.contype = 'f' AND t.relname IN ('Account', 'Transaction') ORDER BY 1`;
  // Whoever adds a table here teaches move-history.ts to move what is in it, and undo-relink.ts to
  // give it back: the new connection's accounts and joined rows are deleted, and it with them.
  expect(found.map(({ name }) => name)).toEqual([
    // Ends with the old connection; of the new one read anew once its accounts have moved.
    'AccountIdentity → Account',
    'AccountSight → Account',
    'Attachment → Transaction',
    'BalanceFloor → Account',
    'BalanceSnapshot → Account',
    'CardStatement → Account',
    'Claim → Transaction',
    // Read anew once they have moved.
    'Debt → Account',
    'DuplicatePair → Transaction',
    'DuplicatePair → Transaction',
    'FileImport → Account',
    'GoalAccount → Account',
    'GoalContribution → Account',
    'Holding → Account',
    'HoldingDay → Account',
    'InvestmentTransaction → Account',
    'MatchSuggestion → Transaction',
    'MatchSuggestion → Transaction',
    'RelinkRow → Transaction',
    'SavedReport → Account',
    'SettleLink → Transaction',
    'SettleLink → Transaction',
    'SplitPart → Transaction',
    // Read anew once they have moved: of the old connection none can be downloaded.
    'Statement → Account',
    // Found anew from the rows once they have moved.
    'StreamRow → Transaction',
    'SyncChange → Transaction',
    'TieOut → Account',
    'Transaction → Account',
    'TransactionAlias → Transaction',
    'TransactionTag → Transaction',
    'Transfer → Account',
    'Transfer → Transaction',
    'Transfer → Transaction',
    'TransferBar → Account',
    'TransferBar → Account',
    // Of accounts kept by hand alone, which nothing moves.
    'Valuation → Account',
  ]);
});

describe('undoing it', () => {
  it('gives links, claims and duplicates back to the row they were about', async () => {
    await linkAgain();
    const [olds, news] = [await readRows(old.itemId), await readRows(fresh.itemId)];
    const out = (rows: typeof olds) => rows.filter((row) => row.amountMinor < 0n && !row.pending);
    const into = (rows: typeof olds) => rows.filter((row) => row.amountMinor > 0n && !row.pending);
    const link = (expense: string | undefined, credit: string | undefined, amountMinor: number) =>
      settleUp(owner, expense ?? '', { otherId: credit ?? '', amountMinor });
    const claim = (row: string | undefined, owedBy: string) =>
      setClaim(owner, row ?? '', { amountMinor: 10, owedBy });
    const [oldOut, newOut] = [out(olds).map(({ id }) => id), out(news).map(({ id }) => id)];
    const [oldIn, newIn] = [into(olds).map(({ id }) => id), into(news).map(({ id }) => id)];
    // Of the new rows alone; of both sides alike; and between them.
    await link(newOut[0], newIn[0], 11);
    await link(oldOut[1], oldIn[0], 12);
    await link(newOut[1], newIn[0], 13);
    await link(newOut[2], oldIn[0], 14);
    await claim(newOut[0], 'Anna');
    await claim(oldOut[1], 'Ben');
    await claim(newOut[1], 'Eve');
    const mark = (one: string | undefined, other: string | undefined) =>
      markDuplicates(owner, { transactionId: one ?? '', otherId: other ?? '' });
    await mark(oldOut[3], newOut[3]);
    await mark(newOut[4], newOut[5]);
    await mark(oldOut[6], newOut[7]);
    const before = await dump();
    const { id } = await move();
    await expectIntegrity();
    const moved = await dump();
    expect(moved.links.map((each) => Number(each.amountMinor))).toEqual([11, 12, 14]);
    expect(moved.claims.map(({ owedBy }) => owedBy)).toEqual(['Anna', 'Ben']);
    const here = new Set(moved.transactions.map((row) => row.id));
    const away = moved.transactions.flatMap(({ duplicateOfId }) => duplicateOfId ?? []);
    expect(away).toHaveLength(2);
    expect(away.every((kept) => here.has(kept))).toBe(true);
    await undoRelink(owner, id);
    expect(await dump()).toEqual(before);
    await expectIntegrity();
  });

  it('gives transfers and attachments back to the rows they were of', async () => {
    await linkAgain();
    const sides = [await readSides(old.itemId), await readSides(fresh.itemId)] as const;
    const [olds, news] = sides;
    // Of the new rows alone; of both sides alike; between them; and to a new account.
    await createTransfer(owner, { transactionId: news.outs[0], otherId: news.ins[0] });
    for (const { outs, ins } of sides) {
      await createTransfer(owner, { transactionId: outs[1], otherId: ins[1] });
    }
    await createTransfer(owner, { transactionId: olds.outs[2], otherId: news.ins[2] });
    await createTransfer(owner, { transactionId: news.outs[3], towardsId: news.accountId });
    const bar = { householdId: owner.householdId, ...toBar(news.accountIds) };
    await db().transferBar.create({ data: bar });
    await attach(news.outs[0]);
    await attach(olds.outs[0]);
    const before = await dump();
    expect(before.transfers.filter(({ byPerson }) => byPerson)).toHaveLength(5);
    const { id } = await move();
    await expectIntegrity();
    const moved = await dump();
    expect(moved.transfers.map(endsOf).sort()).toEqual(
      [
        [olds.outs[0], olds.ins[0]],
        [olds.outs[1], olds.ins[1]],
        [olds.outs[2], olds.ins[2]],
        [olds.outs[3], olds.accountId],
      ].sort(),
    );
    expect(moved.bars).toMatchObject([toBar(olds.accountIds)]);
    expect(moved.attachments.map(({ transactionId }) => transactionId)).toEqual([
      olds.outs[0],
      olds.outs[0],
    ]);
    const since = await attach(olds.outs[0]);
    await undoRelink(owner, id);
    const after = await dump();
    expect(after.attachments.filter((each) => each.id !== since)).toEqual(before.attachments);
    expect({ ...after, attachments: before.attachments }).toEqual(before);
    await expectIntegrity();
  });

  it('gives what people chose back to the account that they chose', async () => {
    await linkAgain();
    const [olds, news] = [await readAccountIds(old.itemId), await readAccountIds(fresh.itemId)];
    const [first = '', second = ''] = olds;
    const [newFirst = '', newSecond = ''] = news;
    await chooseBy([newFirst, newSecond, first], 'both');
    await chooseBy([newSecond], 'new');
    await setFloor(first, 100);
    await setFloor(newFirst, 200);
    await setFloor(newSecond, 300);
    const before = await dump();
    const { id } = await move();
    await expectIntegrity();
    const moved = await dump();
    const chosen = [...moved.goalAccounts, ...moved.contributions, ...moved.reports];
    expect(
      chosen.map(({ accountId }) => accountId).filter((each) => !olds.includes(each ?? '')),
    ).toEqual([]);
    expect(moved.floors.map((each) => [each.accountId, Number(each.minor)])).toEqual(
      [
        [first, 100],
        [second, 300],
      ].sort(),
    );
    expect(moved.views.map(({ query }) => query)).toEqual([
      `accountId=${first}`,
      `accountId=${second}`,
    ]);
    expect(moved.rules.map(({ accountIds }) => accountIds)).toEqual([
      [first, second].sort(),
      [second],
    ]);
    await undoRelink(owner, id);
    expect(await dump()).toEqual(before);
    await expectIntegrity();
  });

  it('restores every row, account, balance, receipt and edit exactly', async () => {
    const rows = await readRows(old.itemId);
    await updateTransaction(owner, rows[0]?.id ?? '', { note: 'Old', reviewed: true });
    const [trip, work] = [await makeTag('Trip'), await makeTag('Work')];
    await changeTagsOf(owner, rows[0]?.id ?? '', { add: [trip] });
    await createRule(owner, tagging('uber', work));
    const hotel = { amount: 23.45, name: 'Hotel Adler', pending: true };
    const { added } = await editTruth(old.plaidItemId, {
      add: [{ amount: 77.7, name: 'Long ago', date: '2024-12-01' }, hotel],
    });
    await syncOnce(old);
    await editTruth(old.plaidItemId, { post: added.slice(1) });
    await syncOnce(old);
    await splitInTwo(rows[2]);
    await splitInTwo(rows[3]);
    await linkAgain();
    const twin = (await readRows(fresh.itemId))[1];
    for (const row of (await readRows(fresh.itemId)).slice(3, 5)) await splitInTwo(row);
    await updateTransaction(owner, twin?.id ?? '', { note: 'New' });
    await changeTagsOf(owner, twin?.id ?? '', { add: [work], remove: [trip] });
    const again = await editTruth(fresh.plaidItemId, { add: [hotel] });
    await syncOnce(fresh);
    const ofFile = [rows[5]?.id ?? '', (await readRows(fresh.itemId))[6]?.id ?? ''];
    await db().transaction.updateMany({
      where: { householdId: owner.householdId, id: { in: ofFile } },
      data: { memo: 'From a file' },
    });
    await editTruth(fresh.plaidItemId, { post: again.added });
    await syncOnce(fresh);
    const before = await dump();
    expect(before.aliases.length).toBeGreaterThan(0);
    expect(before.changes.length).toBeGreaterThan(0);
    const { id } = await move();
    expect(await dump()).not.toEqual(before);
    const said = { householdId: owner.householdId, memo: 'From a file' };
    expect(await db().transaction.count({ where: said })).toBe(2);
    expect(await undoRelink(owner, id)).toMatchObject({ undoneAt: expect.any(String) });
    expect(await dump()).toEqual(before);
    await expectIntegrity();
    expect(await syncOnce(fresh)).toMatchObject({
      counts: { added: 0, posted: 0, changed: 0, removed: 0 },
    });
    await expect(undoRelink(owner, id)).rejects.toMatchObject({
      code: 'relink_refused',
    });
  });

  it('gives the new connection what came since, and keeps what was decided since', async () => {
    await linkAgain();
    const before = await dump();
    const { id } = await move();
    const [row, other] = await readRows(fresh.itemId);
    if (!row || !other) throw new Error('There are no rows.');
    await updateTransaction(owner, row.id, { note: 'Since' });
    await splitInTwo(row);
    await editTruth(fresh.plaidItemId, {
      add: [{ amount: 5, name: 'Since' }],
      modify: [{ transaction_id: other.plaidTransactionId, name: 'Renamed' }],
    });
    expect(await syncOnce(fresh)).toMatchObject({ counts: { added: 1, changed: 1 } });
    await undoRelink(owner, id);
    await expectIntegrity();
    const news = await readRows(fresh.itemId);
    const olds = await db().transaction.findMany({ where: { itemId: old.itemId } });
    expect(olds).toHaveLength(before.transactions.length / 2);
    expect(news).toHaveLength(before.transactions.length / 2 + 1);
    expect(await listSplits()).toEqual(
      [...news, ...olds].flatMap(({ id, note }) => (note === 'Since' ? [id, id] : [])).sort(),
    );
    expect(news.filter(({ note }) => note === 'Since')).toHaveLength(1);
    expect(olds.filter(({ note }) => note === 'Since')).toHaveLength(1);
    expect(news.filter(({ name }) => name === 'Renamed')).toHaveLength(1);
    expect(olds.filter(({ name }) => name === 'Renamed')).toHaveLength(0);
    const accounts = await db().account.findMany({ where: { itemId: fresh.itemId } });
    expect(accounts.map((each) => each.id)).toContain(
      news.find(({ name }) => name === 'Since')?.accountId,
    );
    expect(await syncOnce(fresh)).toMatchObject({
      counts: { added: 0, posted: 0, changed: 0, removed: 0 },
    });
  });

  it('is possible after the new connection has ended, too, but not after thirty days', async () => {
    await linkAgain();
    const before = await dump();
    const first = await move();
    await disconnectItem(owner, fresh.itemId, { history: 'keep' });
    await undoRelink(owner, first.id);
    expect((await dump()).transactions).toEqual(before.transactions);

    fresh = await link();
    await syncHistory(fresh);
    const { id } = await move();
    const movedAt = new Date(Date.now() - 31 * 86_400_000);
    await db().relink.updateMany({ where: { id }, data: { movedAt } });
    await expect(undoRelink(owner, id)).rejects.toMatchObject({
      code: 'relink_refused',
    });
    expect(await forgetOldRelinks()).toBeGreaterThan(0);
    expect(await getRelink(owner.householdId, id)).toMatchObject({ id });
    expect((await listRelinks(owner)).items).toEqual([]);
  });

  it('goes back step by step when the history has moved on', async () => {
    await linkAgain();
    const before = await dump();
    const first = await move();
    const middle = fresh;
    await disconnectItem(owner, middle.itemId, { history: 'keep' });
    [old, fresh] = [middle, await link()];
    await syncHistory(fresh);
    const second = await move();
    await expect(undoRelink(owner, first.id)).rejects.toMatchObject({
      code: 'relink_refused',
    });
    await undoRelink(owner, second.id);
    await undoRelink(owner, first.id);
    const after = await dump();
    const ids = new Set(before.transactions.map(({ id }) => id));
    expect(after.transactions.filter(({ id }) => ids.has(id))).toEqual(before.transactions);
    await expectIntegrity();
  });

  it('holds for thousands of rows, and in a time like that of their sync', {
    timeout: 120_000,
  }, async () => {
    const bulk = { count: 4_000, days: 700, webhook: false };
    await control(`/items/${old.plaidItemId}/transactions/bulk`, bulk);
    await syncOnce(old);
    await disconnectItem(owner, old.itemId, { history: 'keep' });
    fresh = await link();
    await syncHistory(fresh);
    // The bank's ids differ from Item to Item; its books do not.
    const truth = await readTruth(old.plaidItemId);
    const accounts = await db().account.findMany({ where: { householdId: owner.householdId } });
    const nameOf = new Map(accounts.map((each) => [each.plaidAccountId, each.name]));
    const idOf = new Map(
      accounts.filter(({ itemId }) => itemId === fresh.itemId).map((each) => [each.name, each]),
    );
    const have = new Set(
      (await readTruth(fresh.plaidItemId)).map((row) => `${row.date} ${row.amount}`),
    );
    const missing = truth
      .filter((row) => !row.pending && !have.has(`${row.date} ${row.amount}`))
      .map((row) => ({
        account_id: idOf.get(nameOf.get(row.account_id) ?? '')?.plaidAccountId,
        amount: row.amount,
        date: row.date,
        name: (row as { name?: string }).name,
      }));
    expect(missing.length).toBeGreaterThan(3_000);
    for (let from = 0; from < missing.length; from += 1_000) {
      await editTruth(fresh.plaidItemId, { add: missing.slice(from, from + 1_000) });
    }
    const [, syncMs] = await timed(() => syncOnce(fresh));
    const before = await dump();
    const [relink, moveMs] = await timed(move);
    expect(relink.joined).toBeGreaterThan(3_000);
    // As many rows as the sync stored: each by its key, where each beside all others would take a hundred times as long.
    expect(moveMs / syncMs).toBeLessThan(30);
    await expectIntegrity();
    expect(await syncOnce(fresh)).toMatchObject({
      counts: { added: 0, posted: 0, changed: 0, removed: 0 },
    });
    await undoRelink(owner, relink.id);
    const after = await dump();
    expect(after.transactions).toEqual(before.transactions);
    expect(after.aliases).toEqual(before.aliases);
  });
});

/** @returns also how long it took, in milliseconds */
async function timed<Value>(run: () => Promise<Value>): Promise<[Value, number]> {
  const startedAt = performance.now();
  return [await run(), performance.now() - startedAt];
}

import { beforeEach, describe, expect, it } from 'vitest';
import { createAccount } from '#lib/accounts/mutations';
import { db } from '#lib/db/client';
import { createEntry, updateEntry } from '#lib/entries/mutations';
import { contribute, createGoal } from '#lib/goals/change-goal';
import { setPrivacy } from '#lib/privacy/set-privacy';
import { setClaim, settle } from '#lib/settlements/mutations';
import { setSplit } from '#lib/splits/set-split';
import { changeTags } from '#lib/tags/change-tags';
import { createTag } from '#lib/tags/mutations';
import { createHousehold, joinHousehold, type TestHousehold } from '#lib/testing/household';
import { changeTransactions } from '#lib/transactions/change-transactions';
import { barTransfers, createTransfer } from '#lib/transfers/mutations';
import { takeBack } from './take-back.ts';

/** Whose accounts these are. */
let ana: TestHousehold;
/** Sees all of them until she says otherwise. */
let ben: TestHousehold;
let accountId: string;
let openId: string;
let expenseId: string;
let creditId: string;
let tagId: string;

beforeEach(async () => {
  ana = await createHousehold();
  ben = await joinHousehold(ana);
  const open = async (name: string) =>
    (await createAccount(ana, { name, kind: 'cash', currency: 'EUR', openingMinor: 0 })).id;
  [accountId, openId] = [await open('Wallet'), await open('Purse')];
  const enter = async (into: string, amountMinor: number) =>
    (await createEntry(ana, { accountId: into, date: '2026-05-03', amountMinor, name: 'Row' })).id;
  expenseId = await enter(accountId, -5_000);
  await enter(openId, -5_000);
  creditId = await enter(openId, 5_000);
  tagId = (await createTag(ana, { name: 'Trip' })).items[0]?.id ?? '';
});

const show = (sight: 'full' | 'balance' | 'hidden') =>
  setPrivacy(ana, { accountId, memberId: ben.memberId, sight });

/** All that the changes below may change. */
async function readAll() {
  const where = { householdId: ana.householdId };
  const rows = await db().transaction.findMany({ where, orderBy: { id: 'asc' } });
  return {
    rows: rows.map(({ updatedAt: _, ...row }) => row),
    parts: await db().splitPart.findMany({ where }),
    tags: await db().transactionTag.findMany({ where }),
    links: await db().settleLink.findMany({ where }),
    claims: await db().claim.findMany({ where }),
    transfers: await db().transfer.findMany({ where }),
    bars: await db().transferBar.findMany({ where }),
    goals: await db().goal.findMany({ where, include: { contributions: true } }),
  };
}

const part = { categoryId: null, note: null, tagIds: [] };
const goal = {
  kind: 'save',
  name: 'Boat',
  targetMinor: 9_000,
  currency: 'EUR',
  dueOn: null,
  accountIds: [],
} as const;

const changes: [string, () => Promise<{ undoStepId: string | null }>][] = [
  ['a decision', () => changeTransactions(ben, { transactionIds: [expenseId] }, { note: 'Mine' })],
  ['a tag', () => changeTags(ben, { transactionIds: [expenseId] }, { add: [tagId] })],
  ['an entry', () => updateEntry(ben, expenseId, { amountMinor: -6_000 })],
  [
    'a split',
    () =>
      setSplit(ben, expenseId, {
        parts: [
          { minor: -1_000, ...part },
          { minor: -4_000, ...part },
        ],
      }),
  ],
  ['a link', () => settle(ben, creditId, { otherId: expenseId, amountMinor: 100 })],
  ['a claim', () => setClaim(ben, expenseId, { amountMinor: 100, owedBy: null })],
  ['a transfer', () => createTransfer(ben, { transactionId: expenseId, otherId: creditId })],
];

describe('what was done', () => {
  it.each([
    ...changes,
    [
      'a bar',
      () => barTransfers(ben, { accountIds: [accountId, openId], barred: true }),
    ] satisfies (typeof changes)[number],
    [
      'a goal',
      async () => {
        const { id } = await createGoal(ben, { ...goal, accountIds: [...goal.accountIds] });
        return contribute(ben, id, { date: '2026-05-03', amountMinor: 100, accountId });
      },
    ] satisfies (typeof changes)[number],
  ])('is taken back by whoever still sees it: %s', async (_what, change) => {
    const before = await readAll();
    const { undoStepId } = await change();
    const after = await readAll();
    expect(after).not.toEqual(before);
    await show('hidden');
    await expect(takeBack(ben, undoStepId ?? '')).rejects.toMatchObject({ code: 'not_found' });
    expect(await readAll()).toEqual(after);
    // The step waits for its day.
    await show('full');
    await takeBack(ben, undoStepId ?? '');
    expect(await readAll()).not.toEqual(after);
  });

  it('to rows of which only the balance is seen by now stays', async () => {
    const { undoStepId } = await changeTransactions(ben, { filter: {} }, { note: 'All' });
    const tagged = await changeTags(ben, { filter: {} }, { add: [tagId] });
    await show('balance');
    await takeBack(ben, undoStepId);
    await takeBack(ben, tagged.undoStepId);
    const { rows, tags } = await readAll();
    expect(rows.filter(({ note }) => note === 'All').map(({ id }) => id)).toEqual([expenseId]);
    expect(tags.map(({ transactionId }) => transactionId)).toEqual([expenseId]);
  });
});

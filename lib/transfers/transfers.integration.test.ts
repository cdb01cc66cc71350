import { beforeEach, describe, expect, it } from 'vitest';
import { listAccounts } from '#lib/accounts/queries';
import { addDays } from '#lib/dates/civil-date';
import { db } from '#lib/db/client';
import { setPrivacy } from '#lib/privacy/set-privacy';
import { deleteRule } from '#lib/rules/delete-rule';
import { createRule } from '#lib/rules/mutations';
import {
  createHousehold,
  createLinkedHousehold,
  joinHousehold,
  type LinkedItem,
  type TestHousehold,
} from '#lib/testing/household';
import { askedNothing, saysNothing } from '#lib/testing/rules';
import { editTruth } from '#lib/testing/sandbox';
import {
  arriving,
  bookIn,
  leaving,
  readAccountsByKind,
  settleAsked,
  syncAndSettle,
  type TestAccount,
} from '#lib/testing/transfers';
import { transactionListQuery } from '#lib/transactions/contract';
import { updateTransaction } from '#lib/transactions/mutations';
import { getTotals, getTransaction, listTransactions } from '#lib/transactions/queries';
import { takeBack } from '#lib/undo-steps/take-back';
import { barTransfers, createTransfer, decideTransfer } from './mutations.ts';
import {
  countTransferQuestions,
  findTransferOf,
  listCandidates,
  listTransfers,
} from './queries.ts';
import { runTransfers } from './request-transfers.ts';

const notFound = { code: 'not_found' };

let owner: TestHousehold;
let item: LinkedItem;
let checking: TestAccount;
let savings: TestAccount;

beforeEach(async () => {
  ({ owner, item } = await createLinkedHousehold({ username: 'user_good' }));
  await settleAsked(owner);
  const byKind = await readAccountsByKind(item);
  const find = (kind: string) => byKind.get(kind) ?? { id: '', plaidId: '' };
  [checking, savings] = [find('checking'), find('savings')];
});

const out = (amount: number, fields = {}) =>
  bookIn(item, checking, { ...leaving, amount, ...fields });
const into = (amount: number, fields = {}) =>
  bookIn(item, savings, { ...arriving, amount: -amount, ...fields });

/** As what a row counts, and what says so. */
async function flowOf(id: string) {
  const [row] = await db().$queryRaw<{ flow: string; by: string }[]>`
    SELECT l."flow", e."transferBy" AS "by" FROM "EffectiveLine" l
    JOIN "EffectiveTransaction" e ON e."householdId" = l."householdId" AND e."id" = l."transactionId"
    WHERE l."householdId" = ${owner.householdId}::uuid AND l."transactionId" = ${id}::uuid`;
  return row;
}

async function flows(...rows: { id: string }[]) {
  return Promise.all(rows.map(async ({ id }) => (await flowOf(id))?.by));
}

/** All that is written about transfers, without ids and times. */
async function dump() {
  const rows = await db().transfer.findMany({
    where: { householdId: owner.householdId },
    select: {
      outId: true,
      inId: true,
      state: true,
      byPerson: true,
      reasons: true,
      towardsId: true,
    },
    orderBy: [{ outId: 'asc' }, { inId: 'asc' }],
  });
  const marked = await db().transaction.findMany({
    where: { householdId: owner.householdId, transferId: { not: null } },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return { rows, marked };
}

describe('money from one account to another', () => {
  it('is paired for the person when nothing else comes into question', async () => {
    const [left, came] = [await out(1234.5), await into(1234.5)];
    expect(await flows(left, came)).toEqual(['pair', 'pair']);
    expect(await flowOf(left.id)).toMatchObject({ flow: 'transfer' });
    const { items, paired } = await listTransfers(owner);
    expect(items).toEqual([]);
    expect(paired).toMatchObject([
      {
        byPerson: false,
        state: 'confirmed',
        out: { transactionId: left.id, account: { id: checking.id } },
        in: { transactionId: came.id, account: { id: savings.id } },
        reasons: ['same_amount', 'both_called', 'only_candidate'],
        days: 0,
      },
    ]);
  });

  it('is found whichever end comes first, and by a look at all rows', async () => {
    const [came, left] = [await into(777), await out(777)];
    const before = await dump();
    expect(await flows(left, came)).toEqual(['pair', 'pair']);
    await db().transfer.deleteMany({ where: { householdId: owner.householdId } });
    expect(await flows(left, came)).toEqual(['bank', 'bank']);
    await runTransfers({ householdId: owner.householdId, transactionIds: null });
    expect(await dump()).toEqual(before);
    await runTransfers({ householdId: owner.householdId, transactionIds: [left.id] });
    expect(await dump()).toEqual(before);
  });

  it('is asked about where two come into question, and the word decides', async () => {
    const left = await out(888);
    const [one, other] = [await into(888), await into(888)];
    const [asked] = (await listTransfers(owner)).items;
    expect(asked?.reasons).toContain('one_of_several');
    expect(await countTransferQuestions(owner)).toBe(1);
    expect(await flows(left, one, other)).toEqual(['bank', 'bank', 'bank']);
    const { undoStepId } = await decideTransfer(owner, asked?.id ?? '', { confirmed: true });
    expect(await countTransferQuestions(owner)).toBe(0);
    expect((await flows(left, one, other)).toSorted()).toEqual(['bank', 'pair', 'pair']);
    await takeBack(owner, undoStepId);
    expect((await listTransfers(owner)).items).toMatchObject([{ out: { transactionId: left.id } }]);
    expect(await flows(left, one, other)).toEqual(['bank', 'bank', 'bank']);
  });

  it('is never asked about again once it is said to be none, until that is taken back', async () => {
    const [left, came] = [await out(555), await into(555)];
    const before = await dump();
    const { paired } = await listTransfers(owner);
    const { undoStepId } = await decideTransfer(owner, paired[0]?.id ?? '', { confirmed: false });
    expect(await flows(left, came)).toEqual(['bank', 'bank']);
    await runTransfers({ householdId: owner.householdId, transactionIds: null });
    expect(await listTransfers(owner)).toMatchObject({ items: [], paired: [] });
    await expect(decideTransfer(owner, paired[0]?.id ?? '', { confirmed: true })).rejects.toThrow();
    await takeBack(owner, undoStepId);
    expect(await dump()).toEqual(before);
  });

  it('stays what a person said, whatever comes', async () => {
    const [left, came] = [await out(321), await into(321)];
    const { paired } = await listTransfers(owner);
    await decideTransfer(owner, paired[0]?.id ?? '', { confirmed: true });
    const said = await dump();
    await into(321);
    await runTransfers({ householdId: owner.householdId, transactionIds: null });
    expect(await dump()).toEqual(said);
    expect(await flows(left, came)).toEqual(['pair', 'pair']);
  });

  it('is undone by the bank that withdraws an end, and back with it', async () => {
    const [left, came] = [await out(432), await into(432)];
    await editTruth(item.plaidItemId, { remove: [came.plaidId] });
    await syncAndSettle(item);
    expect(await flows(left)).toEqual(['bank']);
    expect(await listTransfers(owner)).toMatchObject({ items: [], paired: [] });
  });

  it('is asked about again when the bank changes an end that a person paired', async () => {
    const [left, came] = [await out(432), await into(432)];
    await createTransfer(owner, { transactionId: left.id, otherId: came.id });
    await editTruth(item.plaidItemId, {
      modify: [{ transaction_id: came.plaidId, amount: -430 }],
    });
    await syncAndSettle(item);
    expect(await flows(left, came)).toEqual(['bank', 'bank']);
    const [asked] = (await listTransfers(owner)).items;
    expect(asked?.reasons).toContain('changed');
    await decideTransfer(owner, asked?.id ?? '', { confirmed: true });
    await runTransfers({ householdId: owner.householdId, transactionIds: null });
    expect(await flows(left, came)).toEqual(['pair', 'pair']);
  });

  it('goes from the pending row to the posted one', async () => {
    const [left, came] = [await out(654, { pending: true }), await into(654)];
    expect(await flows(left, came)).toEqual(['pair', 'pair']);
    await editTruth(item.plaidItemId, { post: [left.plaidId] });
    await syncAndSettle(item);
    expect(await flows(left, came)).toEqual(['pair', 'pair']);
  });

  it('lets go of its other end when a row is deleted', async () => {
    const [left, came] = [await out(765), await into(765)];
    await db().transaction.deleteMany({ where: { id: came.id } });
    expect(await flows(left)).toEqual(['bank']);
  });
});

describe('a pair by hand', () => {
  it('takes two rows of other amounts, from what they were ends of, and gives them back', async () => {
    const [left, came, fee] = [await out(500), await into(500), await into(498)];
    const before = await dump();
    const candidates = await listCandidates(owner, left.id, undefined);
    expect(candidates.slice(0, 2).map(({ transactionId }) => transactionId)).toEqual([
      came.id,
      fee.id,
    ]);
    const { undoStepId } = await createTransfer(owner, {
      transactionId: fee.id,
      otherId: left.id,
    });
    expect(await flows(left, came, fee)).toEqual(['pair', 'bank', 'pair']);
    expect(await findTransferOf(owner, left.id)).toMatchObject({
      byPerson: true,
      in: { transactionId: fee.id },
    });
    await takeBack(owner, undoStepId);
    expect(await dump()).toEqual(before);
  });

  it('refuses two that leave, two of one account, and what is not there', async () => {
    const [left, other] = [await out(500), await out(300)];
    const back = await bookIn(item, checking, { ...arriving, amount: -20 });
    const pair = (otherId: string) => createTransfer(owner, { transactionId: left.id, otherId });
    await expect(pair(other.id)).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(pair(back.id)).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(pair(crypto.randomUUID())).rejects.toMatchObject(notFound);
  });
});

describe('two accounts that are never paired', () => {
  it('are not, until they may be again', async () => {
    const [left, came] = [await out(111), await into(111)];
    const accountIds: [string, string] = [savings.id, checking.id];
    const { undoStepId } = await barTransfers(owner, { accountIds, barred: true });
    expect(await flows(left, came)).toEqual(['bank', 'bank']);
    expect((await listTransfers(owner)).bars).toHaveLength(1);
    await takeBack(owner, undoStepId);
    expect(await flows(left, came)).toEqual(['pair', 'pair']);
    await barTransfers(owner, { accountIds, barred: true });
    await barTransfers(owner, { accountIds, barred: false });
    expect(await flows(left, came)).toEqual(['pair', 'pair']);
    expect((await listTransfers(owner)).bars).toEqual([]);
  });
});

describe('who does not see one of the two accounts', () => {
  it('learns that there is another end, and nothing of it, and changes nothing', async () => {
    const guest = await joinHousehold(owner);
    const [left, came] = [await out(222), await into(222)];
    const { memberId } = guest;
    await setPrivacy(owner, { accountId: savings.id, memberId, sight: 'hidden' });
    const transfer = await findTransferOf(guest, left.id);
    expect(transfer).toMatchObject({ out: { transactionId: left.id }, in: 'unseen' });
    expect(JSON.stringify(transfer)).not.toContain(savings.id);
    await expect(findTransferOf(guest, came.id)).rejects.toMatchObject(notFound);
    await expect(
      decideTransfer(guest, transfer?.id ?? '', { confirmed: false }),
    ).rejects.toMatchObject(notFound);
    expect(await listTransfers(guest)).toMatchObject({ items: [], paired: [] });
    expect(await flows(left, came)).toEqual(['pair', 'pair']);
  });

  it('is nobody of another household', async () => {
    const left = await out(222);
    await into(222);
    const stranger = await createHousehold();
    const { paired } = await listTransfers(owner);
    expect(await listTransfers(stranger)).toMatchObject({ items: [], paired: [], bars: [] });
    await expect(findTransferOf(stranger, left.id)).rejects.toMatchObject(notFound);
    await expect(listCandidates(stranger, left.id, undefined)).rejects.toMatchObject(notFound);
    await expect(
      decideTransfer(stranger, paired[0]?.id ?? '', { confirmed: false }),
    ).rejects.toMatchObject(notFound);
    const accountIds: [string, string] = [savings.id, checking.id];
    await expect(barTransfers(stranger, { accountIds, barred: true })).rejects.toMatchObject(
      notFound,
    );
  });
});

describe('one end alone', () => {
  it('is a transfer by a person’s word, which is taken and given back like any other', async () => {
    const left = await out(1500);
    const { undoStepId } = await updateTransaction(owner, left.id, { transfer: true });
    expect(await flowOf(left.id)).toEqual({ flow: 'transfer', by: 'person' });
    expect(await getTransaction(owner, left.id)).toMatchObject({
      transfer: { by: 'person', other: null },
      sources: { transfer: { by: 'person' } },
    });
    await settleAsked(owner);
    const came = await into(1500);
    expect(await flows(left, came)).toEqual(['person', 'bank']);
    await takeBack(owner, undoStepId);
    await settleAsked(owner);
    expect(await flows(left, came)).toEqual(['pair', 'pair']);
    await updateTransaction(owner, left.id, { transfer: false });
    expect(await flowOf(left.id)).toMatchObject({ by: 'person' });
    await updateTransaction(owner, left.id, { revert: ['transfer'] });
    await settleAsked(owner);
    expect(await flows(left, came)).toEqual(['pair', 'pair']);
  });

  it('gives way to a pair that is made by hand later, and comes back when that is taken back', async () => {
    const [left, came] = [await out(1500), await into(1500)];
    await updateTransaction(owner, left.id, { transfer: false });
    await settleAsked(owner);
    expect(await flowOf(left.id)).toMatchObject({ by: 'person' });
    const { undoStepId } = await createTransfer(owner, {
      transactionId: left.id,
      otherId: came.id,
    });
    expect(await flows(left, came)).toEqual(['pair', 'pair']);
    await takeBack(owner, undoStepId);
    expect(await flows(left, came)).toEqual(['person', 'bank']);
  });

  it('is one by a rule’s, until the rule goes', async () => {
    const paid = await bookIn(item, checking, {
      amount: 60,
      name: 'Piggy bank',
      category: 'OTHER',
    });
    const { ruleId } = await createRule(owner, {
      name: 'Piggy bank',
      when: { ...askedNothing, text: 'piggy' },
      effect: { ...saysNothing, transfer: true },
      stop: false,
      history: true,
    });
    expect(await flowOf(paid.id)).toEqual({ flow: 'transfer', by: 'rule' });
    await deleteRule(owner, ruleId ?? '');
    expect(await flowOf(paid.id)).toEqual({ flow: 'spending', by: 'bank' });
  });
});

it('is searched for by what it counts as, like income and spending', async () => {
  await out(50);
  await into(50);
  for (const flow of ['transfer', 'income', 'spending']) {
    const counted = await db().$queryRaw<{ id: string }[]>`
      SELECT DISTINCT "transactionId" AS "id" FROM "EffectiveLine"
      WHERE "householdId" = ${owner.householdId}::uuid AND "flow" = ${flow}`;
    const query = transactionListQuery.parse({ q: `is:${flow}`, limit: 200 });
    const { items, nextCursor } = await listTransactions(owner, query);
    expect(items.length).toBeGreaterThan(0);
    const known = new Set(counted.map(({ id }) => id));
    expect(items.filter(({ id }) => !known.has(id))).toEqual([]);
    if (nextCursor === null) expect(items).toHaveLength(known.size);
  }
  const find = async (filter: object) =>
    (await listTransactions(owner, transactionListQuery.parse({ limit: 200, ...filter }))).items;
  const transfers = await find({ transfer: 'true' });
  expect(transfers).toEqual(await find({ q: 'is:transfer' }));
  const count = async (transfer?: boolean) => (await getTotals(owner, { transfer })).count;
  expect(transfers).toHaveLength(await count(true));
  expect((await count(true)) + (await count(false))).toBe(await count());
});

describe('money on its way', () => {
  const worth = async () => {
    const { netWorth } = await listAccounts(owner);
    return { net: netWorth[0]?.netMinor ?? 0, transit: netWorth[0]?.transitMinor ?? 0 };
  };

  it('counts until it arrives where a person expects it, which it then completes', async () => {
    const left = await out(640);
    const before = await worth();
    expect(before.transit).toBe(0);
    const { undoStepId } = await createTransfer(owner, {
      transactionId: left.id,
      towardsId: savings.id,
    });
    expect(await worth()).toEqual({ net: before.net + 64_000, transit: 64_000 });
    expect(await findTransferOf(owner, left.id)).toMatchObject({
      in: null,
      towards: { id: savings.id },
    });
    await takeBack(owner, undoStepId);
    expect(await worth()).toEqual(before);
    await createTransfer(owner, { transactionId: left.id, towardsId: savings.id });
    const came = await into(640);
    expect(await flows(left, came)).toEqual(['pair', 'pair']);
    expect((await worth()).transit).toBe(0);
    expect(await findTransferOf(owner, left.id)).toMatchObject({
      byPerson: true,
      in: { transactionId: came.id },
      towards: null,
    });
  });

  it('is asked about where two arrive that could be it', async () => {
    const left = await out(640);
    await createTransfer(owner, { transactionId: left.id, towardsId: savings.id });
    const added = [1, 2].map(() => ({ ...arriving, account_id: savings.plaidId, amount: -640 }));
    await editTruth(item.plaidItemId, { add: added });
    await syncAndSettle(item);
    expect((await worth()).transit).toBe(64_000);
    const [asked] = (await listTransfers(owner)).items;
    expect(asked).toMatchObject({ out: { transactionId: left.id } });
    expect(asked?.reasons).toContain('expected');
    await decideTransfer(owner, asked?.id ?? '', { confirmed: true });
    expect(await countTransferQuestions(owner)).toBe(0);
    expect(await findTransferOf(owner, left.id)).toMatchObject({ byPerson: true, in: asked?.in });
    expect((await worth()).transit).toBe(0);
  });

  it('counts while it is pending where it arrives', async () => {
    const left = await out(77);
    await into(77, { pending: true });
    expect((await worth()).transit).toBe(7_700);
    expect(await flows(left)).toEqual(['pair']);
  });

  it('is asked about once it is late, and is then on its way no more', async () => {
    const date = addDays(new Date().toISOString().slice(0, 10), -12);
    const left = await out(31, { date });
    await createTransfer(owner, { transactionId: left.id, towardsId: savings.id });
    expect((await worth()).transit).toBe(0);
    const [late] = (await listTransfers(owner)).items;
    expect(late).toMatchObject({ in: null, towards: { id: savings.id }, days: 12 });
    await decideTransfer(owner, late?.id ?? '', { confirmed: true });
    expect(await countTransferQuestions(owner)).toBe(0);
    expect(await flows(left)).toEqual(['pair']);
  });
});

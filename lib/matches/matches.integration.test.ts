import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { markDuplicates } from '#lib/duplicates/mutations';
import {
  createHousehold,
  createLinkedHousehold,
  type LinkedItem,
  syncOnce,
  type TestHousehold,
} from '#lib/testing/household';
import { editTruth } from '#lib/testing/sandbox';
import { book } from '#lib/testing/sync-rows';
import { updateTransaction } from '#lib/transactions/mutations';
import { takeBack } from '#lib/undo-steps/take-back';
import { decideMatch } from './mutations.ts';
import { listMatches } from './queries.ts';

let owner: TestHousehold;
let item: LinkedItem;

beforeEach(async () => {
  ({ owner, item } = await createLinkedHousehold());
});

const matches = () => listMatches(owner);

/** The pending row, then the posted one. */
async function readBoth(pendingId: string, postedId: string) {
  const { householdId } = owner;
  const find = (id: string) =>
    db().transaction.findUniqueOrThrow({ where: { householdId_id: { householdId, id } } });
  return [await find(pendingId), await find(postedId)];
}

const hold = { amount: 50, name: 'Hotel Adler', merchant_name: 'Hotel Adler', pending: true };
/** What posts, without the bank's word on which pending row it was. */
const charge = { ...hold, pending: false };

describe('a posted row without the link to its pending one', () => {
  it('becomes a question, and nothing is merged unasked', async () => {
    const pending = await book(item, hold);
    await book(item, { ...charge, amount: 57.5 });
    expect(await matches()).toMatchObject([
      {
        pending: { transactionId: pending.id, merchant: 'Hotel Adler', counted: true },
        posted: { amount: { minor: -5750 } },
        daysApart: 0,
      },
    ]);
    const live = await db().transaction.count({
      where: { householdId: owner.householdId, name: 'Hotel Adler', removedAt: null },
    });
    expect(live).toBe(2);
  });

  it('takes over what the person decided once they say that the two are one', async () => {
    const pending = await book(item, hold);
    await updateTransaction(owner, pending.id, { note: 'Ida’s wedding' });
    await editTruth(item.plaidItemId, { remove: [pending.plaidId] });
    await syncOnce(item);
    const posted = await book(item, charge);
    const [match] = await matches();
    if (!match) throw new Error('Nothing was asked.');
    expect(match.pending.counted).toBe(false);
    await decideMatch(owner, match.id, { same: true });
    const row = await db().transaction.findFirstOrThrow({ where: { id: posted.id } });
    expect(row.note).toBe('Ida’s wedding');
    expect(await matches()).toEqual([]);
    // Answered once; and the bank's own end of the pending row changes nothing any more.
    await expect(decideMatch(owner, match.id, { same: false })).rejects.toThrow();
  });

  it('stays merged when the bank goes on sending the pending row', async () => {
    const pending = await book(item, hold);
    await book(item, charge);
    const [match] = await matches();
    await decideMatch(owner, match?.id ?? '', { same: true });
    await editTruth(item.plaidItemId, {
      modify: [{ transaction_id: pending.plaidId, name: 'HOTEL ADLER WIEN' }],
    });
    expect(await syncOnce(item)).toMatchObject({ kind: 'committed', counts: { changed: 0 } });
    const row = await db().transaction.findFirstOrThrow({ where: { id: pending.id } });
    expect(row.removedAt).not.toBeNull();
  });

  it('takes no answer any more once the bank has given it', async () => {
    const pending = await book(item, hold);
    await book(item, charge);
    const [match] = await matches();
    await editTruth(item.plaidItemId, { post: [{ transaction_id: pending.plaidId }] });
    await syncOnce(item);
    await expect(decideMatch(owner, match?.id ?? '', { same: true })).rejects.toMatchObject({
      code: 'not_found',
    });
    const live = { householdId: owner.householdId, name: 'Hotel Adler', removedAt: null };
    expect(await db().transaction.count({ where: live })).toBe(2);
  });

  it('is not asked about again once they are said to be two', async () => {
    await book(item, hold);
    await book(item, charge);
    const [match] = await matches();
    await decideMatch(owner, match?.id ?? '', { same: false });
    await book(item, { ...charge, amount: 55 });
    expect(await matches()).toEqual([]);
  });

  it.each([
    ['another direction', { ...charge, amount: -50 }],
    ['another merchant and amount', { ...charge, amount: 51, name: 'Cafe', merchant_name: 'Cafe' }],
    ['too different an amount', { ...charge, amount: 120 }],
    ['too long ago', { ...charge, date: '2026-01-01' }],
  ])('is no question with %s', async (_what, fields) => {
    await book(item, hold);
    await book(item, fields);
    expect(await matches()).toEqual([]);
  });

  it.each([true, false])('is asked again when the answer %s is taken back', async (same) => {
    const pending = await book(item, hold);
    await updateTransaction(owner, pending.id, { note: 'Ida’s wedding' });
    const posted = await book(item, charge);
    const before = await readBoth(pending.id, posted.id);
    const [match] = await matches();
    const undoStepId = await decideMatch(owner, match?.id ?? '', { same });
    expect(await matches()).toEqual([]);
    await takeBack(owner, undoStepId);
    expect(await matches()).toEqual([match]);
    expect(await readBoth(pending.id, posted.id)).toEqual(before);
    // The bank goes on as if nothing had been: what it says of the pending row is heard.
    await editTruth(item.plaidItemId, { remove: [pending.plaidId] });
    expect(await syncOnce(item)).toMatchObject({ counts: { removed: 1 } });
  });

  it.each([
    ['which are its again', 'here', { duplicateOfId: 'pending', open: 'pending' }],
    [
      'of which none is put away for a row that is gone',
      'gone',
      { duplicateOfId: null, open: 'pending' },
    ],
  ])('has its duplicates when the answer is taken back, %s', async (_what, then, expected) => {
    const pending = await book(item, hold);
    const old = { ...charge, date: '2026-01-01' };
    const [same, maybe] = [await book(item, old), await book(item, old)];
    await markDuplicates(owner, { transactionId: pending.id, otherId: same.id });
    const pair = { householdId: owner.householdId, keptId: pending.id, otherId: maybe.id };
    await db().duplicatePair.create({ data: { ...pair, id: newId(), reasons: [] } });
    const posted = await book(item, charge);
    const [match] = await matches();
    const undoStepId = await decideMatch(owner, match?.id ?? '', { same: true });
    const read = async () => {
      const [row] = await readBoth(same.id, posted.id);
      const open = await db().duplicatePair.findFirst({ where: { otherId: maybe.id } });
      const nameOf = (id?: string | null) =>
        id && (id === pending.id ? 'pending' : id === posted.id ? 'posted' : id);
      return { duplicateOfId: nameOf(row?.duplicateOfId), open: nameOf(open?.keptId) };
    };
    expect(await read()).toEqual({ duplicateOfId: 'posted', open: 'posted' });
    if (then === 'gone') {
      await editTruth(item.plaidItemId, { remove: [pending.plaidId] });
      await syncOnce(item);
    }
    await takeBack(owner, undoStepId);
    expect(await read()).toEqual(expected);
  });

  it('leaves the pending row away where the bank may have withdrawn it before the answer is taken back', async () => {
    const pending = await book(item, hold);
    await updateTransaction(owner, pending.id, { note: 'Ida’s wedding' });
    const posted = await book(item, charge);
    const [match] = await matches();
    const undoStepId = await decideMatch(owner, match?.id ?? '', { same: true });
    await editTruth(item.plaidItemId, { remove: [pending.plaidId] });
    await syncOnce(item);
    await updateTransaction(owner, posted.id, { reviewed: true });
    await takeBack(owner, undoStepId);
    expect(await matches()).toMatchObject([{ id: match?.id, pending: { counted: false } }]);
    expect(await readBoth(pending.id, posted.id)).toMatchObject([
      { note: 'Ida’s wedding', removedAt: expect.any(Date) },
      { note: null, noteSetAt: null, reviewed: true, removedAt: null },
    ]);
  });

  it('is nobody else’s to see or answer', async () => {
    await book(item, hold);
    await book(item, charge);
    const [match] = await matches();
    const stranger = await createHousehold();
    expect(await listMatches(stranger)).toEqual([]);
    await expect(decideMatch(stranger, match?.id ?? '', { same: true })).rejects.toThrow(
      'no such question',
    );
  });
});

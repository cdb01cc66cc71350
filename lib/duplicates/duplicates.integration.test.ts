import { beforeEach, describe, expect, it } from 'vitest';
import { createAccount } from '#lib/accounts/mutations';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { requireEnv } from '#lib/env';
import { checkIntegrity } from '#lib/integrity/check-integrity';
import { createRule } from '#lib/rules/mutations';
import { settle } from '#lib/settlements/mutations';
import { changeTagsOf } from '#lib/tags/change-tags';
import { createTag } from '#lib/tags/mutations';
import { readZip, takeArchive } from '#lib/testing/archive';
import {
  createHousehold,
  createLinkedHousehold,
  joinHousehold,
  type LinkedItem,
  linkItem,
  syncHistory,
  syncOnce,
  type TestHousehold,
} from '#lib/testing/household';
import { askedNothing, saysNothing } from '#lib/testing/rules';
import { control, editTruth } from '#lib/testing/sandbox';
import { book, readRowId } from '#lib/testing/sync-rows';
import { acceptBalance } from '#lib/tie-out/check-tie-out';
import { updateTransaction } from '#lib/transactions/mutations';
import { getTransaction } from '#lib/transactions/queries';
import { answerDuplicates, markDuplicates } from './mutations.ts';
import { getDuplicatesOf, listDuplicateCandidates, listDuplicates } from './queries.ts';

let owner: TestHousehold;
let item: LinkedItem;

beforeEach(async () => {
  ({ owner, item } = await createLinkedHousehold());
});

const coffee = { amount: 4.33, name: 'Coffee Corner', merchant_name: 'Coffee Corner' };

/** What a file would have brought into the account of a row. */
async function bring(beside: string, fields: Partial<{ date: string; name: string }> = {}) {
  const { accountId, itemId, amountMinor, date, name } = await db().transaction.findFirstOrThrow({
    where: { id: beside },
  });
  const { householdId, memberId } = owner;
  const [id, importId] = [newId(), newId()];
  await db().fileImport.create({
    data: {
      householdId,
      id: importId,
      accountId,
      memberId,
      fileName: 'x.csv',
      state: 'done',
      preview: {},
    },
  });
  await db().transaction.create({
    data: {
      householdId,
      id,
      accountId,
      itemId,
      importId,
      amountMinor,
      currency: 'USD',
      pending: false,
      date: fields.date ? new Date(fields.date) : date,
      name: fields.name ?? name,
    },
  });
  return id;
}

const counts = async (id: string) =>
  getTransaction(owner, id).then(
    () => true,
    () => false,
  );

async function expectIntegrity(): Promise<void> {
  const results = await checkIntegrity(requireEnv('DATABASE_URL'));
  expect(results.filter(({ violations }) => violations.length > 0)).toEqual([]);
}

async function verdict() {
  const rows = await db().tieOut.findMany({ where: { householdId: owner.householdId } });
  return rows.map(({ status }) => status);
}

describe('marking two as one', () => {
  it('counts one, with what was decided about both, and gives all back exactly', async () => {
    const [first, second] = [await book(item, coffee), await book(item, coffee)];
    const { items } = await createTag(owner, { name: 'Trip' });
    const tagId = items[0]?.id ?? '';
    await updateTransaction(owner, first.id, { note: 'First' });
    await updateTransaction(owner, second.id, { note: 'Second', reviewed: true });
    await changeTagsOf(owner, second.id, { add: [tagId] });
    const credit = await book(item, { ...coffee, amount: -1 });
    await settle(owner, second.id, { otherId: credit.id, amountMinor: 100 });
    const before = await dump();
    const { duplicateId, keptId } = await markDuplicates(owner, {
      transactionId: second.id,
      otherId: first.id,
    });
    expect(keptId).toBe(first.id);
    expect(await getTransaction(owner, first.id)).toMatchObject({
      note: 'First',
      reviewed: true,
      settled: { linkedMinor: 100 },
    });
    expect(await counts(second.id)).toBe(false);
    expect(await getDuplicatesOf(owner, first.id)).toMatchObject({
      putAway: [{ duplicateId, row: { transactionId: second.id, from: 'bank' } }],
    });
    await answerDuplicates(owner, [duplicateId], 'open');
    expect(await dump()).toEqual(before);
    await expectIntegrity();
  });

  it('keeps in sight what a file said beside the name, for rules, too, until it is two again', async () => {
    const { householdId } = owner;
    const { added } = await editTruth(item.plaidItemId, { add: [coffee] });
    await syncOnce(item);
    const kept = await readRowId(item, added[0] ?? '');
    const other = await bring(kept);
    await db().transaction.update({
      where: { householdId_id: { householdId, id: other } },
      data: { memo: 'Round for the office' },
    });
    await createRule(owner, {
      name: 'Office',
      when: { ...askedNothing, text: 'office' },
      effect: { ...saysNothing, note: 'Ask for it back' },
      stop: false,
      history: true,
    });
    const read = async () => {
      const { memo, note } = await getTransaction(owner, kept);
      return { memo, note };
    };
    expect(await read()).toEqual({ memo: null, note: null });
    const { duplicateId } = await markDuplicates(owner, { transactionId: other, otherId: kept });
    expect(await read()).toEqual({ memo: 'Round for the office', note: 'Ask for it back' });
    await editTruth(item.plaidItemId, {
      modify: [{ transaction_id: added[0], name: 'COFFEE CORNER 12' }],
    });
    await syncOnce(item);
    expect(await read()).toMatchObject({ memo: 'Round for the office' });
    await answerDuplicates(owner, [duplicateId], 'two');
    expect(await read()).toEqual({ memo: null, note: null });
    expect(await getTransaction(owner, other)).toMatchObject({ memo: 'Round for the office' });
    await expectIntegrity();
  });

  it('keeps in an undo what was decided since', async () => {
    const [first, second] = [await book(item, coffee), await book(item, coffee)];
    await updateTransaction(owner, second.id, { note: 'Second', reviewed: true });
    const { duplicateId } = await markDuplicates(owner, {
      transactionId: first.id,
      otherId: second.id,
    });
    await updateTransaction(owner, first.id, { note: 'Since' });
    await answerDuplicates(owner, [duplicateId], 'two');
    expect(await getTransaction(owner, first.id)).toMatchObject({ note: 'Since', reviewed: false });
    expect(await getTransaction(owner, second.id)).toMatchObject({
      note: 'Second',
      reviewed: true,
    });
  });

  it('stays so whatever the bank says of the other, whose columns are kept current', async () => {
    const [first, second] = [await book(item, coffee), await book(item, coffee)];
    await markDuplicates(owner, { transactionId: first.id, otherId: second.id });
    const change = { transaction_id: second.plaidId, name: 'COFFEE CORNER 7' };
    await editTruth(item.plaidItemId, { modify: [change] });
    await syncOnce(item);
    expect(await counts(second.id)).toBe(false);
    const row = await db().transaction.findFirstOrThrow({ where: { id: second.id } });
    expect(row.name).toBe('COFFEE CORNER 7');
  });

  it('brings the other back when the bank withdraws the one that was kept, and says so', async () => {
    const [first, second] = [await book(item, coffee), await book(item, coffee)];
    await updateTransaction(owner, second.id, { note: 'Mine' });
    await markDuplicates(owner, { transactionId: first.id, otherId: second.id });
    await editTruth(item.plaidItemId, { remove: [first.plaidId] });
    await syncOnce(item);
    expect(await getTransaction(owner, second.id)).toMatchObject({ note: 'Mine' });
    const [told] = await listDuplicates(owner);
    expect(told).toMatchObject({ isBack: true, other: { transactionId: second.id } });
    await answerDuplicates(owner, [told?.id ?? ''], 'seen');
    expect(await listDuplicates(owner)).toEqual([]);
  });

  it('moves on with a row that is one with a third, whichever of them goes', async () => {
    const rows = [await book(item, coffee), await book(item, coffee), await book(item, coffee)];
    const [a, b, c] = rows.map(({ id }) => id) as [string, string, string];
    await markDuplicates(owner, { transactionId: b, otherId: c });
    await markDuplicates(owner, { transactionId: a, otherId: b });
    await editTruth(item.plaidItemId, { remove: [rows[1]?.plaidId] });
    await syncOnce(item);
    expect([await counts(a), await counts(b), await counts(c)]).toEqual([true, false, false]);
    const { putAway } = await getDuplicatesOf(owner, a);
    expect(putAway.map(({ row }) => row.transactionId)).toContain(c);
    await editTruth(item.plaidItemId, { remove: [rows[0]?.plaidId] });
    await syncOnce(item);
    expect(await counts(c)).toBe(true);
  });

  it('is refused for what cannot be one, and for what is put away already', async () => {
    const [first, second, refund] = [
      await book(item, coffee),
      await book(item, coffee),
      await book(item, { ...coffee, amount: -4.33 }),
    ];
    const mark = (one: string, other: string) =>
      markDuplicates(owner, { transactionId: one, otherId: other });
    await expect(mark(first.id, refund.id)).rejects.toThrow('money in');
    await expect(mark(first.id, first.id)).rejects.toMatchObject({ code: 'not_found' });
    await mark(first.id, second.id);
    await expect(mark(first.id, second.id)).resolves.toMatchObject({ keptId: first.id });
    const third = await book(item, coffee);
    await expect(mark(second.id, third.id)).rejects.toThrow('counts no more');
  });

  it('leaves a bank’s second copy out of the tie-out, but not what the anchor holds twice', async () => {
    expect(await verdict()).not.toContain('off');
    const [first, second] = [await book(item, coffee), await book(item, coffee)];
    expect(await verdict()).not.toContain('off');
    const late = { transactionId: first.id, otherId: second.id };
    const { duplicateId } = await markDuplicates(owner, late);
    // Both moved the bank's balance, so it was no duplicate, and the tie-out says so.
    expect(await verdict()).toContain('off');
    await answerDuplicates(owner, [duplicateId], 'two');
    expect(await verdict()).not.toContain('off');
    const [early, other] = await db().transaction.findMany({
      where: {
        householdId: owner.householdId,
        pending: false,
        removedAt: null,
        amountMinor: { lt: 0 },
        id: { notIn: [first.id, second.id] },
      },
      orderBy: { date: 'asc' },
      take: 2,
    });
    const old = { transactionId: early?.id ?? '', otherId: other?.id ?? '' };
    const marked = await markDuplicates(owner, old);
    expect(await verdict()).not.toContain('off');
    await syncOnce(item);
    expect(await verdict()).not.toContain('off');
    const account = await db().account.findFirstOrThrow({
      where: { itemId: item.itemId, type: 'depository' },
    });
    await acceptBalance(owner, account.id);
    await answerDuplicates(owner, [marked.duplicateId], 'open');
    expect(await verdict()).not.toContain('off');
    await expectIntegrity();
  });
});

describe('what is asked', () => {
  it('is nothing about two coffees a day', async () => {
    await book(item, coffee);
    await book(item, coffee);
    expect(await listDuplicates(owner)).toEqual([]);
  });

  it('is a file’s row beside the bank’s, once, whatever is answered', async () => {
    const first = await book(item, { ...coffee, date: '2026-05-03' });
    const brought = await bring(first.id, { date: '2026-05-20', name: 'COFFEE CORNER' });
    const second = await book(item, { ...coffee, date: '2026-05-21' });
    const [asked] = await listDuplicates(owner);
    expect(asked).toMatchObject({
      kept: { transactionId: second.id, from: 'bank' },
      other: { transactionId: brought, from: 'file' },
      reasons: ['file'],
    });
    await answerDuplicates(owner, [asked?.id ?? ''], 'two');
    await book(item, coffee);
    expect(await listDuplicates(owner)).toEqual([]);
    await answerDuplicates(owner, [asked?.id ?? ''], 'open');
    expect(await listDuplicates(owner)).toHaveLength(1);
  });

  it('is what a cheque of one number is twice', async () => {
    const cheque = { ...coffee, amount: 500, name: 'CHECK 1021', check_number: '1021' };
    const [first, second] = [await book(item, cheque), await book(item, cheque)];
    expect(await listDuplicates(owner)).toMatchObject([
      {
        kept: { transactionId: first.id },
        other: { transactionId: second.id },
        reasons: ['reference'],
      },
    ]);
  });

  it('is a second copy without which the account comes to the bank’s balance, and then it does', async () => {
    const first = await book(item, coffee);
    const again = await editTruth(item.plaidItemId, { add: [coffee] });
    await keepBalance();
    await syncOnce(item);
    expect(await verdict()).toContain('off');
    const [asked] = await listDuplicates(owner);
    expect(asked).toMatchObject({
      kept: { transactionId: first.id },
      other: { transactionId: await readRowId(item, again.added[0] ?? '') },
      reasons: ['tie_out'],
    });
    await answerDuplicates(owner, [asked?.id ?? ''], 'same');
    expect(await verdict()).not.toContain('off');
    await syncOnce(item);
    expect(await verdict()).not.toContain('off');
    await expectIntegrity();
  });

  it('is the account that two connections hold', async () => {
    const good = await linkItem(owner, { username: 'user_good' });
    await syncHistory(good);
    expect(await listDuplicates(owner)).toEqual([]);
    const again = await linkItem(owner, { username: 'user_good' });
    await syncHistory(again);
    const asked = await listDuplicates(owner);
    expect(asked.length).toBeGreaterThan(10);
    expect(asked.every(({ reasons }) => reasons.includes('two_connections'))).toBe(true);
    const others = new Set(asked.map(({ other }) => other.transactionId));
    expect(others.size).toBe(asked.length);
    const asIds = asked.map(({ id }) => id);
    const { items: left } = await answerDuplicates(owner, asIds, 'same');
    expect(left.some(({ id }) => asIds.includes(id))).toBe(false);
    // Each bank counts them in its own balance.
    expect(await verdict()).not.toContain('off');
    const away = { householdId: owner.householdId, duplicateOfId: { not: null } };
    expect(await db().transaction.count({ where: away })).toBe(asIds.length);
    await answerDuplicates(owner, asIds, 'open');
    expect(await db().transaction.count({ where: away })).toBe(0);
    await expectIntegrity();
  });

  it('may be answered all at once, and is given back as it was', async () => {
    const refund = { ...coffee, amount: -1 };
    const kept = await book(item, coffee);
    const away = [await book(item, coffee), await book(item, coffee)];
    const refunds = [await book(item, refund), await book(item, refund)];
    await updateTransaction(owner, away[0]?.id ?? '', { note: 'Ours' });
    // An end in each of two that are put away, of which each takes the other's with it.
    await settle(owner, away[1]?.id ?? '', { otherId: refunds[1]?.id ?? '', amountMinor: 100 });
    const ids: string[] = [];
    for (const [one, other] of [
      [kept, away[0]],
      [kept, away[1]],
      [refunds[0], refunds[1]],
    ]) {
      const pair = { transactionId: one?.id ?? '', otherId: other?.id ?? '' };
      const { duplicateId } = await markDuplicates(owner, pair);
      await answerDuplicates(owner, [duplicateId], 'two');
      ids.push(duplicateId);
    }
    const withoutTimes = async () => {
      const { pairs, ...rest } = await dump();
      return { ...rest, pairs: pairs.map(({ accepted, taken }) => [accepted, taken]) };
    };
    const before = await withoutTimes();
    await answerDuplicates(owner, ids, 'same');
    expect(await getTransaction(owner, kept.id)).toMatchObject({ note: 'Ours' });
    expect((await dump()).links).toMatchObject([
      {
        expenseId: kept.id,
        creditId: refunds[0]?.id,
      },
    ]);
    await answerDuplicates(owner, ids, 'two');
    expect(await withoutTimes()).toEqual(before);
    await expectIntegrity();
  });
});

describe('privacy', () => {
  it('has a pair answered by whoever sees both ends, and tells others nothing of the unseen one', async () => {
    const guest = await joinHousehold(owner);
    const [first, second] = [await book(item, coffee), await book(item, coffee)];
    const hidden = await createAccount(owner, {
      name: 'Mine alone',
      kind: 'cash',
      currency: 'USD',
      openingMinor: 0,
    });
    await db().transaction.updateMany({
      where: { id: second.id },
      data: { accountId: hidden.id },
    });
    await db().account.updateMany({ where: { id: hidden.id }, data: { sight: 'hidden' } });
    const pair = { transactionId: first.id, otherId: second.id };
    await expect(markDuplicates(guest, pair)).rejects.toMatchObject({ code: 'not_found' });
    expect(await listDuplicateCandidates(guest, first.id, { q: 'coffee corner' })).toEqual([]);
    const { duplicateId } = await markDuplicates(owner, pair);
    expect(await getDuplicatesOf(guest, first.id)).toEqual({ putAway: [], hasUnseen: true });
    await expect(answerDuplicates(guest, [duplicateId], 'two')).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('leaves in an archive what is put away for a row that is kept from its member', async () => {
    const guest = await joinHousehold(owner);
    const [first, second] = [await book(item, coffee), await book(item, coffee)];
    await markDuplicates(owner, { transactionId: first.id, otherId: second.id });
    const hidden = await createAccount(owner, {
      name: 'Mine alone',
      kind: 'cash',
      currency: 'USD',
      openingMinor: 0,
    });
    await db().transaction.updateMany({ where: { id: first.id }, data: { accountId: hidden.id } });
    await db().account.updateMany({ where: { id: hidden.id }, data: { sight: 'hidden' } });
    const awayIn = async (member: TestHousehold) => {
      const files = await readZip(await takeArchive(member));
      const rows = JSON.parse(files.get('json/Transaction.json')?.toString('utf8') ?? '[]');
      return rows.find(({ id }: { id: string }) => id === second.id)?.duplicateOfId;
    };
    expect(await awayIn(owner)).toBe(first.id);
    // In theirs the other would be gone with it.
    expect(await awayIn(guest)).toBeNull();
  });

  it('is nobody else’s', async () => {
    const [first, second] = [await book(item, coffee), await book(item, coffee)];
    const stranger = await createHousehold();
    const pair = { transactionId: first.id, otherId: second.id };
    const refused = { code: 'not_found' };
    await expect(markDuplicates(stranger, pair)).rejects.toMatchObject(refused);
    await expect(getDuplicatesOf(stranger, first.id)).rejects.toMatchObject(refused);
    const { duplicateId } = await markDuplicates(owner, pair);
    await expect(answerDuplicates(stranger, [duplicateId], 'two')).rejects.toMatchObject(refused);
  });
});

/** The bank's balance of the account stays what we last read, whatever it books. */
async function keepBalance(): Promise<void> {
  const account = await db().account.findFirstOrThrow({
    where: { itemId: item.itemId, type: 'depository' },
  });
  const current = Number(account.currentMinor) / 100;
  const balances = [{ account_id: account.plaidAccountId, current }];
  await control(`/items/${item.plaidItemId}/balances`, { balances });
}

/** All of the household that a pair may touch. */
async function dump() {
  const where = { householdId: owner.householdId };
  return {
    rows: await db().transaction.findMany({ where, orderBy: { id: 'asc' } }),
    tags: await db().transactionTag.findMany({
      where,
      orderBy: [{ transactionId: 'asc' }, { tagId: 'asc' }],
    }),
    links: await db().settleLink.findMany({ where, orderBy: { createdAt: 'asc' } }),
    pairs: await db().duplicatePair.findMany({ where }),
    accounts: await db().account.findMany({ where, orderBy: { id: 'asc' } }),
  };
}

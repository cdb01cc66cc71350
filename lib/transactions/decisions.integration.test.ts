import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { listCategories } from '#lib/categories/queries';
import { db } from '#lib/db/client';
import { deleteRule } from '#lib/rules/delete-rule';
import { createRule } from '#lib/rules/mutations';
import {
  createHousehold,
  joinHousehold,
  type LinkedItem,
  linkItem,
  syncHistory,
  syncOnce,
  type TestHousehold,
} from '#lib/testing/household';
import { askedNothing, saysNothing } from '#lib/testing/rules';
import { control } from '#lib/testing/sandbox';
import { takeBack } from '#lib/undo-steps/take-back';
import { changeTransactions } from './change-transactions.ts';
import {
  bulkInput,
  type DecisionField,
  decisionFields,
  type TransactionPatch,
  type TransactionSelection,
} from './contract.ts';
import { updateTransaction } from './mutations.ts';
import { getTransaction } from './queries.ts';

let owner: TestHousehold;
let item: LinkedItem;
let ids: string[];
let categoryIds: string[];

beforeAll(async () => {
  owner = await createHousehold();
  item = await linkItem(owner);
  await syncHistory(item);
  const rows = await db().transaction.findMany({
    where: { householdId: owner.householdId, removedAt: null },
    select: { id: true },
  });
  ids = rows.map(({ id }) => id).sort();
  categoryIds = (await listCategories(owner.householdId)).slice(0, 4).map(({ id }) => id);
});

describe('changeTransactions', () => {
  it('changes all that a filter lets through, and takes exactly that back', async () => {
    const [first = '', second = ''] = ids;
    await updateTransaction(owner, first, { note: 'Mine', reviewed: true });
    const before = await Promise.all(ids.map((id) => getTransaction(owner, id)));
    const { count, undoStepId } = await changeTransactions(
      owner,
      { filter: {} },
      { note: 'All', merchant: '', hidden: true, date: '2026-03-01' },
    );
    expect(count).toBe(ids.length);
    expect(await getTransaction(owner, second)).toMatchObject({
      note: 'All',
      merchant: '',
      hidden: true,
      date: '2026-03-01',
      sources: { note: { by: 'person' }, merchant: { by: 'person' }, date: { by: 'person' } },
    });
    await takeBack(owner, undoStepId);
    expect(await Promise.all(ids.map((id) => getTransaction(owner, id)))).toEqual(before);
    await expect(takeBack(owner, undoStepId)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('leaves in an undo what was decided since', async () => {
    const [first = '', second = ''] = ids;
    const { undoStepId } = await changeTransactions(
      owner,
      { transactionIds: [first, second] },
      { note: 'Both', reviewed: true },
    );
    await updateTransaction(owner, second, { note: 'Later' });
    await takeBack(owner, undoStepId);
    expect(await getTransaction(owner, first)).toMatchObject({ note: 'Mine' });
    expect(await getTransaction(owner, second)).toMatchObject({ note: 'Later', reviewed: false });
  });

  it('touches nothing that the viewer does not see, and lets nobody else take it back', async () => {
    const stranger = await createHousehold();
    const guest = await joinHousehold(owner);
    await expect(
      changeTransactions(stranger, { transactionIds: ids }, { note: 'Theirs' }),
    ).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(
      changeTransactions(stranger, { filter: {} }, { note: 'Theirs' }),
    ).rejects.toMatchObject({ code: 'not_found' });
    const { undoStepId } = await changeTransactions(
      owner,
      { transactionIds: ids.slice(2, 4) },
      { note: 'x' },
    );
    await expect(takeBack(guest, undoStepId)).rejects.toMatchObject({ code: 'not_found' });
    expect(await getTransaction(owner, ids[2] ?? '')).toMatchObject({ note: 'x' });
  });

  it('says by whom each field is, what it would be otherwise, and what the bank knows', async () => {
    const id = ids.at(-1) ?? '';
    const where = { householdId_id: { householdId: owner.householdId, id } };
    const plaid = { location: { city: 'Rome', lat: 41.9, lon: 12.5 }, check_number: '1042' };
    const { name } = await db().transaction.update({
      where,
      data: { plaid },
      select: { name: true },
    });
    const { ruleId } = await createRule(owner, {
      name: 'All of them',
      when: { ...askedNothing, text: name },
      effect: { ...saysNothing, note: 'By rule', review: true },
      stop: false,
      history: true,
    });
    const rule = { id: ruleId, name: 'All of them' };
    await updateTransaction(owner, id, { note: 'Mine', reviewed: false, hidden: true });
    expect(await getTransaction(owner, id)).toMatchObject({
      sources: { note: { by: 'person' }, reviewed: { by: 'person' }, hidden: { by: 'person' } },
      otherwise: { note: 'By rule', reviewed: true, hidden: false },
      place: { text: 'Rome', point: { lat: 41.9, lon: 12.5 } },
      checkNumber: '1042',
    });
    const revert: DecisionField[] = ['note', 'reviewed', 'hidden'];
    expect(await updateTransaction(owner, id, { revert })).toMatchObject({
      note: 'By rule',
      reviewed: true,
      hidden: false,
      sources: {
        note: { by: 'rule', rule },
        reviewed: { by: 'rule', rule },
        hidden: { by: 'bank' },
      },
    });
    await deleteRule(owner, ruleId ?? '');
  });

  it('refuses a filter of which a part is mangled, instead of changing all', () => {
    const patch = { note: 'x' };
    expect(bulkInput.safeParse({ of: { filter: { q: 'coffee' } }, patch }).success).toBe(true);
    for (const of of [
      { filter: { accountId: 'garbage' } },
      { filter: { unknown: 'x' } },
      { filter: {}, transactionIds: ids },
      { transactionIds: [] },
      {},
    ]) {
      expect(bulkInput.safeParse({ of, patch }).success).toBe(false);
    }
  });
});

type Decision = { value: unknown; mark: number | null };
type Decisions = Record<string, Record<DecisionField, Decision>>;
type Step = {
  undoStepId: string;
  former: { id: string; field: DecisionField; was: Decision; left: number | null }[];
};

const undecided = { value: null, mark: null };
const isFlag = (field: DecisionField) => ['hidden', 'reviewed', 'transfer'].includes(field);

/** What the person decided, kept beside the database by the rules that were promised. */
class Ledger {
  readonly decisions: Decisions = Object.fromEntries(
    ids.map((id) => [
      id,
      Object.fromEntries(
        decisionFields.map((field) => [
          field,
          isFlag(field) ? { ...undecided, value: false } : undecided,
        ]),
      ) as Record<DecisionField, Decision>,
    ]),
  );
  readonly steps: Step[] = [];
  #mark = 0;

  change(undoStepId: string, changed: string[], patch: TransactionPatch): void {
    const mark = ++this.#mark;
    const former: Step['former'] = [];
    for (const id of changed) {
      for (const field of decisionFields) {
        const was = this.decisions[id]?.[field] ?? undecided;
        const isBack = patch.revert?.includes(field) ?? false;
        if (patch[field] === undefined && !isBack) continue;
        const empty = isFlag(field) ? false : null;
        this.#set(id, field, {
          value: isBack ? empty : patch[field] === '' ? null : patch[field],
          mark: isBack ? null : mark,
        });
        former.push({ id, field, was, left: isBack ? null : mark });
      }
    }
    this.steps.push({ undoStepId, former });
  }

  undo({ former }: Step): void {
    for (const { id, field, was, left } of former) {
      if (this.decisions[id]?.[field].mark === left) this.#set(id, field, was);
    }
  }

  #set(id: string, field: DecisionField, decision: Decision): void {
    const ofRow = this.decisions[id];
    if (ofRow) ofRow[field] = decision;
  }
}

async function readDecisions(): Promise<Record<string, Record<DecisionField, [unknown, boolean]>>> {
  const rows = await db().transaction.findMany({
    where: { householdId: owner.householdId, id: { in: ids } },
  });
  return Object.fromEntries(
    rows.map((row) => [
      row.id,
      {
        categoryId: [row.personCategoryId, row.personCategorySetAt !== null],
        merchant: [row.personName, row.personNameSetAt !== null],
        date: [row.personDate?.toISOString().slice(0, 10) ?? null, row.personDateSetAt !== null],
        note: [row.note, row.noteSetAt !== null],
        hidden: [row.hidden, row.hiddenSetAt !== null],
        reviewed: [row.reviewed, row.reviewedSetAt !== null],
        transfer: [row.personTransfer, row.personTransferSetAt !== null],
      },
    ]),
  );
}

/** The bank changes rows, adds some, and posts what is pending. */
async function changeAtBank(nth: number): Promise<void> {
  const truth = await control<{
    transactions: { transaction_id: string; pending: boolean }[];
  }>(`/items/${item.plaidItemId}/truth`);
  const posted = truth.transactions.filter(({ pending }) => !pending);
  const row = posted[nth % posted.length];
  const pending = truth.transactions.find((each) => each.pending);
  await control(`/items/${item.plaidItemId}/transactions`, {
    webhook: false,
    modify: row
      ? [
          {
            transaction_id: row.transaction_id,
            name: `Renamed ${nth}`,
            merchant_name: `New ${nth}`,
          },
        ]
      : [],
    ...(pending && { post: [{ transaction_id: pending.transaction_id }] }),
    add: [{ amount: nth + 1, name: `Added ${nth}` }],
  });
  await syncOnce(item);
}

it('loses no decision, whatever is edited, synced and taken back', {
  timeout: 180_000,
}, async () => {
  const some = fc.uniqueArray(fc.nat(200), { minLength: 1, maxLength: 6 });
  const patch = fc
    .record(
      {
        categoryId: fc.option(fc.nat(3)),
        merchant: fc.constantFrom('Café', '', null),
        date: fc.constantFrom('2026-02-03', '2025-12-31'),
        note: fc.constantFrom('For Ida', '', null),
        hidden: fc.boolean(),
        reviewed: fc.boolean(),
        transfer: fc.boolean(),
        revert: fc.uniqueArray(fc.constantFrom(...decisionFields), { minLength: 1, maxLength: 2 }),
      },
      { requiredKeys: [] },
    )
    .filter((each) => Object.keys(each).length > 0);
  const command = fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('edit' as const), some, patch }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('undo' as const), at: fc.nat(30) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('sync' as const), nth: fc.nat(40) }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 10, maxLength: 25 }), async (commands) => {
      const revert = [...decisionFields];
      await changeTransactions(owner, { filter: {} }, { revert });
      const ledger = new Ledger();
      for (const each of commands) {
        if (each.kind === 'sync') await changeAtBank(each.nth);
        else if (each.kind === 'undo') {
          const [step] = ledger.steps.splice(each.at % Math.max(1, ledger.steps.length), 1);
          if (!step) continue;
          await takeBack(owner, step.undoStepId);
          ledger.undo(step);
        } else {
          const { revert: given, categoryId, ...rest } = each.patch;
          const set = {
            ...rest,
            ...(categoryId !== undefined && {
              categoryId: categoryId === null ? null : (categoryIds[categoryId] ?? null),
            }),
          };
          const back = given?.filter((field) => !(field in set)) ?? [];
          const whole: TransactionPatch = { ...set, ...(back.length > 0 && { revert: back }) };
          if (Object.keys(whole).length === 0) continue;
          const chosen = [...new Set(each.some.map((nth) => ids[nth % ids.length] ?? ''))];
          const of: TransactionSelection = { transactionIds: chosen };
          const { undoStepId } = await changeTransactions(owner, of, whole);
          ledger.change(undoStepId, chosen, whole);
        }
      }
      const expected = Object.fromEntries(
        Object.entries(ledger.decisions).map(([id, fields]) => [
          id,
          Object.fromEntries(
            Object.entries(fields).map(([field, { value, mark }]) => [
              field,
              [value, mark !== null],
            ]),
          ),
        ]),
      );
      expect(await readDecisions()).toEqual(expected);
    }),
    { numRuns: 8 },
  );
});

import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { mergeCategory } from '#lib/categories/merge-category';
import { listCategories } from '#lib/categories/queries';
import { db } from '#lib/db/client';
import { shareOut } from '#lib/money/share-out';
import { createRule, updateRule } from '#lib/rules/mutations';
import {
  createHousehold,
  type LinkedItem,
  linkItem,
  syncHistory,
  syncOnce,
  type TestHousehold,
} from '#lib/testing/household';
import { askedNothing, saysNothing } from '#lib/testing/rules';
import { editTruth } from '#lib/testing/sandbox';
import { updateTransaction } from '#lib/transactions/mutations';
import { getTotals } from '#lib/transactions/queries';
import { takeBack } from '#lib/undo-steps/take-back';
import type { RuleSplit } from './contract.ts';
import { giveSplitBack, setSplit } from './set-split.ts';
import { splitRow } from './split-row.ts';

let owner: TestHousehold;
let item: LinkedItem;
let ruleId: string;
let categoryIds: string[];
let plaidIds: string[];
let ids: string[];

const sorting = { note: null, tagIds: [] };
const ruleOf = (first: string): RuleSplit => ({
  currency: null,
  parts: [
    { of: { kind: 'share', share: 3_333 }, categoryId: first, ...sorting },
    { of: { kind: 'rest' }, categoryId: null, ...sorting },
  ],
});

beforeAll(async () => {
  owner = await createHousehold();
  item = await linkItem(owner);
  await syncHistory(item);
  const leaves = (await listCategories(owner.householdId)).filter(
    ({ groupId }) => groupId !== null,
  );
  categoryIds = leaves.slice(0, 3).map(({ id }) => id);
  const add = [1, 2, 3, 4].map((nth) => ({ amount: nth * 10, name: `Propolis ${nth}` }));
  plaidIds = (await editTruth(item.plaidItemId, { add })).added;
  await syncOnce(item);
  const made = await createRule(owner, {
    name: 'Halves',
    when: { ...askedNothing, text: 'propolis' },
    effect: { ...saysNothing, split: ruleOf(categoryIds[0] ?? '') },
    stop: false,
    history: true,
  });
  ruleId = made.ruleId ?? '';
  const rows = await db().transaction.findMany({
    where: { householdId: owner.householdId, plaidTransactionId: { in: plaidIds } },
  });
  ids = plaidIds.map((id) => rows.find((row) => row.plaidTransactionId === id)?.id ?? '');
});

type Part = { minor: number; category: string | null };
type Decision = { mark: number | null; parts: Part[] };
type Step = { undoStepId: string; nth: number; was: Decision; left: number | null };

/** What was decided and what the bank said, kept beside the database by the rules that were promised. */
class Ledger {
  readonly amounts: number[];
  readonly categories: (string | null)[];
  readonly decisions: Decision[] = ids.map(() => ({ mark: null, parts: [] }));
  readonly steps: Step[] = [];
  isRuled = true;
  merged: { undoStepId: string; parts: Part[]; rows: number[] } | null = null;
  #mark = 0;

  constructor(amounts: number[], categories: (string | null)[]) {
    this.amounts = amounts;
    this.categories = categories;
  }

  decide(nth: number, parts: Part[] | null, undoStepId: string): void {
    const mark = parts === null ? null : ++this.#mark;
    const was = this.decisions[nth] ?? { mark: null, parts: [] };
    this.decisions[nth] = { mark, parts: parts ?? [] };
    this.steps.push({ undoStepId, nth, was, left: mark });
  }

  undo({ nth, was, left }: Step): void {
    if (this.decisions[nth]?.mark !== left) return;
    // What comes back while a category is another one is there, too.
    const parts = was.parts.map((part) => ({ ...part, category: this.now(part.category) }));
    this.decisions[nth] = { ...was, parts };
  }

  now(category: string | null): string | null {
    return this.merged && category === categoryIds[0] ? (categoryIds[1] ?? null) : category;
  }

  merge(undoStepId: string): void {
    const isMeant = (category: string | null) => category === categoryIds[0];
    const parts = this.decisions.flatMap((each) => each.parts.filter((p) => isMeant(p.category)));
    const rows = this.categories.flatMap((category, nth) => (isMeant(category) ? nth : []));
    this.merged = { undoStepId, parts, rows };
    for (const part of parts) part.category = categoryIds[1] ?? null;
    for (const nth of rows) this.categories[nth] = categoryIds[1] ?? null;
  }

  part(): void {
    for (const part of this.merged?.parts ?? []) part.category = categoryIds[0] ?? null;
    for (const nth of this.merged?.rows ?? []) this.categories[nth] = categoryIds[0] ?? null;
    this.merged = null;
  }

  /** The lines of a row, added up one by one. */
  lines(nth: number): Part[] {
    const amount = this.amounts[nth] ?? 0;
    const own = this.categories[nth] ?? null;
    const { mark, parts } = this.decisions[nth] ?? { mark: null, parts: [] };
    const rule = ruleOf(this.now(categoryIds[0] ?? null) ?? '');
    const ruled = splitRow(rule, { amountMinor: BigInt(amount), currency: 'USD' });
    const counted =
      mark !== null
        ? parts
        : this.isRuled
          ? ruled.map((part) => ({ minor: Number(part.amountMinor), category: part.categoryId }))
          : [];
    const left = counted.reduce((rest, { minor }) => rest - minor, amount);
    if (counted.length > 0 && left === 0) return counted;
    return [...counted, { minor: left, category: own }];
  }
}

const write = (lines: readonly Part[]) =>
  lines.map(({ minor, category }) => `${minor} ${category ?? 'none'}`).sort();

async function expectLines(ledger: Ledger): Promise<void> {
  const rows = await db().$queryRaw<{ id: string; minor: bigint; category: string | null }[]>`
    SELECT "transactionId" AS "id", "amountMinor" AS "minor", "categoryId" AS "category"
    FROM "EffectiveLine"
    WHERE "householdId" = ${owner.householdId}::uuid AND "transactionId" = ANY(${ids}::uuid[])`;
  for (const [nth, id] of ids.entries()) {
    const found = rows.filter((row) => row.id === id);
    const lines = found.map(({ minor, category }) => ({ minor: Number(minor), category }));
    expect(write(lines)).toEqual(write(ledger.lines(nth)));
    expect(lines.reduce((sum, { minor }) => sum + minor, 0)).toBe(ledger.amounts[nth]);
  }
}

async function expectTotals(ledger: Ledger): Promise<void> {
  for (const category of [...categoryIds, null]) {
    if (ledger.merged && category === categoryIds[0]) continue;
    const categoryId = category ?? 'none';
    const { count, sums } = await getTotals(owner, { q: 'propolis', categoryId });
    const matched = ids
      .map((_, nth) => ledger.lines(nth).filter((line) => line.category === category))
      .filter((lines) => lines.length > 0);
    const net = matched.flat().reduce((sum, { minor }) => sum + minor, 0);
    expect([count, sums[0]?.netMinor ?? 0]).toEqual([matched.length, net]);
  }
}

/** Puts all back to where a history begins. */
async function begin(): Promise<Ledger> {
  for (const id of ids) await giveSplitBack(owner, id);
  await updateRule(owner, ruleId, { enabled: true });
  for (const id of ids) await updateTransaction(owner, id, { categoryId: null });
  const rows = await db().transaction.findMany({ where: { id: { in: ids } } });
  const amountOf = (id: string) => Number(rows.find((row) => row.id === id)?.amountMinor ?? 0);
  return new Ledger(
    ids.map(amountOf),
    ids.map(() => null),
  );
}

const which = fc.nat(3);
const category = fc.option(fc.nat(2));
const command = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('split' as const),
      which,
      parts: fc.array(fc.record({ weight: fc.integer({ min: 1, max: 90 }), category }), {
        minLength: 2,
        maxLength: 5,
      }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('whole' as const), which }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('give back' as const), which }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('undo' as const), at: fc.nat(30) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('sort' as const), which, category }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('bank' as const),
      which,
      amount: fc.integer({ min: -9_000, max: 9_000 }).filter((minor) => minor !== 0),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('merge' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rule' as const) }) },
);
type Command = typeof command extends fc.Arbitrary<infer Value> ? Value : never;

async function perform(ledger: Ledger, given: Command): Promise<void> {
  if (given.kind === 'undo') {
    const [step] = ledger.steps.splice(given.at % Math.max(1, ledger.steps.length), 1);
    if (!step) return;
    await takeBack(owner, step.undoStepId);
    ledger.undo(step);
  } else if (given.kind === 'merge') {
    if (ledger.merged) {
      await takeBack(owner, ledger.merged.undoStepId);
      ledger.part();
    } else {
      const [from = '', into = ''] = categoryIds;
      ledger.merge((await mergeCategory(owner, from, into)).undoStepId);
    }
  } else if (given.kind === 'rule') {
    ledger.isRuled = !ledger.isRuled;
    await updateRule(owner, ruleId, { enabled: ledger.isRuled });
  } else {
    await performOnRow(ledger, given);
  }
}

async function performOnRow(
  ledger: Ledger,
  given: Exclude<Command, { kind: 'undo' | 'merge' | 'rule' }>,
): Promise<void> {
  const nth = given.which;
  const id = ids[nth] ?? '';
  const toId = (at: number | null) => ledger.now(at === null ? null : (categoryIds[at] ?? null));
  if (given.kind === 'split') {
    const amount = BigInt(ledger.amounts[nth] ?? 0);
    const shares = shareOut(
      amount,
      given.parts.map(({ weight }) => BigInt(weight)),
    );
    const parts = given.parts.map((each, at) => ({
      minor: Number(shares[at]),
      category: toId(each.category),
    }));
    if (parts.some(({ minor }) => minor === 0)) return;
    const input = parts.map((each) => ({
      minor: each.minor,
      categoryId: each.category,
      ...sorting,
    }));
    ledger.decide(nth, parts, (await setSplit(owner, id, { parts: input })).undoStepId);
  } else if (given.kind === 'whole') {
    ledger.decide(nth, [], (await setSplit(owner, id, { parts: [] })).undoStepId);
  } else if (given.kind === 'give back') {
    ledger.decide(nth, null, (await giveSplitBack(owner, id)).undoStepId);
  } else if (given.kind === 'sort') {
    const categoryId = toId(given.category);
    await updateTransaction(owner, id, { categoryId });
    ledger.categories[nth] = categoryId;
    if (ledger.merged) ledger.merged.rows = ledger.merged.rows.filter((each) => each !== nth);
  } else {
    const amount = -given.amount / 100;
    const modify = [{ transaction_id: plaidIds[nth] ?? '', amount }];
    await editTruth(item.plaidItemId, { modify });
    await syncOnce(item);
    ledger.amounts[nth] = given.amount;
  }
}

it('has lines that come to their row, and totals that are their sums, whatever happens', {
  timeout: 180_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 10, maxLength: 20 }), async (commands) => {
      const ledger = await begin();
      for (const each of commands) {
        await perform(ledger, each);
        await expectLines(ledger);
      }
      await expectTotals(ledger);
      if (ledger.merged) await takeBack(owner, ledger.merged.undoStepId);
    }),
    { numRuns: 8 },
  );
});

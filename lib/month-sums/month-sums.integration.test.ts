import fc from 'fast-check';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { createAccount, deleteAccount } from '#lib/accounts/mutations';
import { mergeCategory } from '#lib/categories/merge-category';
import { listCategories } from '#lib/categories/queries';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { eraseHousehold } from '#lib/deletions/erase-household';
import { createEntry } from '#lib/entries/mutations';
import { requireEnv } from '#lib/env';
import { createHousehold, type TestHousehold } from '#lib/testing/household';
import { findWrongSums } from '#lib/testing/month-sums';
import { changeTransactions } from '#lib/transactions/change-transactions';
import { getTotals } from '#lib/transactions/queries';
import { takeBack } from '#lib/undo-steps/take-back';
import { countAnew } from './count-anew.ts';
import { joinDifferences } from './join-differences.ts';
import { kindColumns } from './kind-columns.ts';

let owner: TestHousehold;
let accountIds: string[];
let categoryIds: (string | null)[];

beforeAll(async () => {
  owner = await createHousehold();
  const open = async (name: string) =>
    (await createAccount(owner, { name, kind: 'cash', currency: 'USD', openingMinor: 0 })).id;
  accountIds = [await open('Wallet'), await open('Purse')];
  const categories = await listCategories(owner.householdId);
  const leaves = categories.filter(({ groupId }) => groupId !== null).map(({ id }) => id);
  categoryIds = [...leaves.slice(0, 3), null];
});

beforeEach(async () => {
  await db().transaction.deleteMany({ where: { householdId: owner.householdId } });
});

type Sums = Record<string, { count: number; minor: bigint }>;

const addUp = (rows: { key: unknown[]; count: number; minor: bigint }[]): Sums => {
  const sums: Sums = {};
  for (const { key, count, minor } of rows) {
    const name = JSON.stringify(key);
    const sum = sums[name] ?? { count: 0, minor: 0n };
    sums[name] = { count: sum.count + count, minor: sum.minor + minor };
  }
  return Object.fromEntries(
    Object.entries(sums).filter(([, { count, minor }]) => count !== 0 || minor !== 0n),
  );
};

async function readKept(): Promise<Sums> {
  const rows = await db().monthSum.findMany({ where: { householdId: owner.householdId } });
  return addUp(
    rows.map(({ month, count, minor, ...row }) => ({
      key: [
        month.toISOString().slice(0, 7),
        row.accountId,
        row.currency,
        row.categoryId,
        row.hidden,
        row.transfer,
        row.pending,
        row.isIn,
      ],
      count,
      minor,
    })),
  );
}

/** By the columns of the rows, in words of their own. */
async function readRows(): Promise<Sums> {
  const rows = await db().transaction.findMany({ where: { householdId: owner.householdId } });
  return addUp(
    rows
      .filter((row) => (row.removedAt === null || row.keptAt !== null) && !row.duplicateOfId)
      .map((row) => ({
        key: [
          (row.personDate ?? row.authorizedDate ?? row.date).toISOString().slice(0, 7),
          row.accountId,
          row.currency,
          row.personCategorySetAt
            ? row.personCategoryId
            : (row.ruleCategoryId ?? row.providerCategoryId),
          row.hiddenSetAt ? row.hidden : row.hiddenRuleId !== null,
          row.personTransferSetAt
            ? row.personTransfer
            : row.transferId !== null || row.transferRuleId !== null,
          row.pending,
          row.amountMinor > 0n,
        ],
        count: 1,
        minor: row.amountMinor,
      })),
  );
}

const place = fc.nat({ max: 999 });
const date = fc
  .tuple(fc.nat({ max: 3 }), fc.integer({ min: 1, max: 28 }))
  .map(([month, day]) => new Date(Date.UTC(2026, 10 + month, day)));
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null, freq: 1 });
const mark = maybe(fc.constant(new Date()));
const id = maybe(fc.constant(newId()));

/** Whatever can be in the columns of a row, by whoever writes them. */
const columns = fc.record({
  date,
  authorizedDate: maybe(date),
  personDate: maybe(date),
  amountMinor: fc.bigInt({ min: -5_000n, max: 5_000n }),
  currency: maybe(fc.constantFrom('USD', 'EUR')),
  pending: fc.boolean(),
  removedAt: mark,
  keptAt: mark,
  hidden: fc.boolean(),
  hiddenSetAt: mark,
  hiddenRuleId: id,
  personTransfer: fc.boolean(),
  personTransferSetAt: mark,
  transferId: id,
  transferRuleId: id,
  duplicateOfId: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, id),
  personCategorySetAt: mark,
  account: place,
  person: place,
  rule: place,
  provider: place,
});
type Columns = typeof columns extends fc.Arbitrary<infer Value> ? Value : never;

function toData({ account, person, rule, provider, ...row }: Columns) {
  const at = <Item>(items: Item[], index: number) => items[index % items.length] ?? null;
  return {
    ...row,
    accountId: at(accountIds, account) ?? '',
    personCategoryId: at(categoryIds, person),
    ruleCategoryId: at(categoryIds, rule),
    providerCategoryId: at(categoryIds, provider),
  };
}

type Step =
  | { do: 'insert'; rows: Columns[] }
  | { do: 'change'; from: number; count: number; to: Partial<Columns> }
  | { do: 'decide'; hidden: boolean; category: number; undo: boolean }
  | { do: 'delete'; from: number; count: number }
  | { do: 'join' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('insert' as const),
    rows: fc.array(columns, { minLength: 1, maxLength: 8 }),
  }),
  fc.record({ do: fc.constant('change' as const), from: place, count: place, to: columns }),
  fc.record({
    do: fc.constant('decide' as const),
    hidden: fc.boolean(),
    category: place,
    undo: fc.boolean(),
  }),
  fc.record({
    do: fc.constant('delete' as const),
    from: place,
    count: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({ do: fc.constant('join' as const) }),
);

async function pick(from: number, count: number): Promise<string[]> {
  const { householdId } = owner;
  const rows = await db().transaction.findMany({ where: { householdId }, select: { id: true } });
  const ids = rows.map((row) => row.id).sort();
  return ids.slice(from % (ids.length + 1)).slice(0, count);
}

async function take(each: Step): Promise<void> {
  const { householdId } = owner;
  switch (each.do) {
    case 'insert':
      await db().transaction.createMany({
        data: each.rows.map((row) => ({ householdId, id: newId(), name: 'Row', ...toData(row) })),
      });
      return;
    case 'change': {
      const ids = await pick(each.from, each.count);
      const data = toData(each.to as Columns);
      await db().transaction.updateMany({ where: { householdId, id: { in: ids } }, data });
      return;
    }
    case 'decide': {
      const categoryId = categoryIds[each.category % categoryIds.length] ?? null;
      const patch = { hidden: each.hidden, categoryId };
      if ((await getTotals(owner, {})).count === 0) return;
      const { undoStepId } = await changeTransactions(owner, { filter: {} }, patch);
      if (each.undo) await takeBack(owner, undoStepId);
      return;
    }
    case 'delete': {
      const ids = await pick(each.from, each.count);
      await db().transaction.deleteMany({ where: { householdId, id: { in: ids } } });
      return;
    }
    case 'join':
      await joinDifferences(0, 3);
  }
}

it('says what rows come to, whatever becomes of them', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      for (const each of steps) {
        await take(each);
        expect(await readKept()).toEqual(await readRows());
        expect(await findWrongSums(requireEnv('DATABASE_URL'))).toEqual([]);
      }
    }),
    { numRuns: 40, endOnFailure: true },
  );
});

it('is right for whoever reads beside writers and whoever joins', {
  timeout: 120_000,
}, async () => {
  const { householdId } = owner;
  const entry = { date: '2026-03-05', amountMinor: -100, name: 'Tea' };
  let isOver = false;
  const write = async (accountId: string) => {
    for (let at = 0; at < 12; at += 1) {
      const { id: entryId } = await createEntry(owner, { ...entry, accountId });
      await db().transaction.updateMany({
        where: { householdId, id: entryId },
        data: { pending: true, amountMinor: -200n },
      });
      if (at % 3 === 0) await db().transaction.deleteMany({ where: { householdId, id: entryId } });
    }
  };
  const join = async () => {
    while (!isOver) await joinDifferences(0, 5);
  };
  const read = async () => {
    let reads = 0;
    for (; !isOver; reads += 1) {
      // All of them at one moment, as a statement sees them.
      const [both] = await db().$queryRaw<{ kept: bigint; counted: bigint }[]>`
        SELECT (SELECT COALESCE(sum("minor"), 0)::bigint FROM "MonthSum"
            WHERE "householdId" = ${householdId}::uuid) AS "kept",
          (SELECT COALESCE(sum("amountMinor"), 0)::bigint FROM "EffectiveTransaction"
            WHERE "householdId" = ${householdId}::uuid) AS "counted"`;
      expect(both?.kept).toBe(both?.counted);
    }
    expect(reads).toBeGreaterThan(3);
  };
  const writing = Promise.all([...accountIds, ...accountIds].map(write)).finally(() => {
    isOver = true;
  });
  await Promise.all([writing, join(), join(), read()]);
  await joinDifferences(0);
  expect(await readKept()).toEqual(await readRows());
  expect(await db().monthSum.count({ where: { householdId, joined: false } })).toBe(0);
  expect((await getTotals(owner, {})).count).toBe(4 * 8);
});

it('knows which rows there are where a batch of differences comes to nothing', async () => {
  const { householdId } = owner;
  const [accountId = ''] = accountIds;
  const entry = { accountId, date: '2026-03-05', amountMinor: -100, name: 'Tea' };
  const { id: gone } = await createEntry(owner, entry);
  await joinDifferences(0);
  // The first two of four: one row less, and another that is as much.
  await db().transaction.deleteMany({ where: { householdId, id: gone } });
  for (const name of ['Coffee', 'Milk', 'Bread']) await createEntry(owner, { ...entry, name });
  await joinDifferences(0, 2);
  expect(await findWrongSums(requireEnv('DATABASE_URL'))).toEqual([]);
  expect(await db().monthSum.count({ where: { householdId } })).toBe(1);
});

it('counts a household anew that has none, or wrong ones, beside whoever changes rows', async () => {
  const { householdId } = owner;
  const [accountId = ''] = accountIds;
  const entry = { accountId, date: '2026-03-05', amountMinor: -100, name: 'Tea' };
  await createEntry(owner, entry);
  const right = await readKept();
  // As an installation that had rows before there were sums, one that lost them, and one where somebody wrote.
  for (const damage of [
    `DELETE FROM "MonthSum"`,
    `UPDATE "MonthSum" SET "minor" = "minor" * 3, "count" = 5`,
  ]) {
    await db().$executeRawUnsafe(damage);
    expect(await readKept()).not.toEqual(right);
    await db().household.update({ where: { id: householdId }, data: { monthSumsAt: null } });
    expect((await getTotals(owner, {})).sums[0]?.netMinor).toBe(-100);
    await Promise.all([countAnew(), createEntry(owner, entry), countAnew()]);
    await db().transaction.deleteMany({ where: { householdId, id: (await pick(1, 1))[0] ?? '' } });
    expect(await readKept()).toEqual(right);
    expect(await countAnew()).toBe(0);
  }
});

it('finds out which rows are in sums that a release before left', async () => {
  const { householdId } = owner;
  const [accountId = ''] = accountIds;
  for (const name of ['Tea', 'Coffee']) {
    await createEntry(owner, { accountId, date: '2026-03-05', amountMinor: -100, name });
  }
  const kept = await readKept();
  const countUnknown = () => db().monthSum.count({ where: { householdId, print: null } });
  // As it joins differences: without a word of prints.
  await db().$executeRaw`
    WITH gone AS (DELETE FROM "MonthSum" WHERE "householdId" = ${householdId}::uuid RETURNING *)
    INSERT INTO "MonthSum" ("householdId", ${kindColumns}, "count", "minor", "joined")
    SELECT "householdId", ${kindColumns}, sum("count")::int, sum("minor")::bigint, true
    FROM gone GROUP BY "householdId", ${kindColumns}`;
  await createEntry(owner, { accountId, date: '2026-03-05', amountMinor: -100, name: 'Milk' });
  // Who knows one of them does not know all.
  await joinDifferences(0);
  expect(await countUnknown()).toBe(1);
  expect(await countAnew()).toBe(1);
  expect(await countUnknown()).toBe(0);
  expect(await countAnew()).toBe(0);
  expect(Object.values(await readKept())).toEqual([{ count: 3, minor: -300n }]);
  expect(Object.values(kept)).toEqual([{ count: 2, minor: -200n }]);
  expect(await findWrongSums(requireEnv('DATABASE_URL'))).toEqual([]);
});

it('takes sums back with what goes: a category that is merged, an account, a household', async () => {
  const { householdId } = owner;
  const [from, into] = categoryIds;
  const gone = await createAccount(owner, {
    ...{ name: 'Old purse', kind: 'cash', currency: 'USD', openingMinor: 0 },
  });
  for (const accountId of [...accountIds, gone.id]) {
    const entry = { accountId, date: '2026-03-05', amountMinor: -100, name: 'Tea' };
    const { id: entryId } = await createEntry(owner, entry);
    await changeTransactions(owner, { transactionIds: [entryId] }, { categoryId: from ?? null });
  }
  await mergeCategory(owner, from ?? '', into ?? '');
  await deleteAccount(owner, gone.id);
  const kept = await readKept();
  expect(kept).toEqual(await readRows());
  expect(Object.values(kept)).toEqual([
    { count: 1, minor: -100n },
    { count: 1, minor: -100n },
  ]);
  await db().member.deleteMany({ where: { householdId } });
  await db().$transaction((tx) => eraseHousehold(tx, householdId));
  expect(await db().monthSum.count({ where: { householdId } })).toBe(0);
});

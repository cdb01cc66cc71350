import fc from 'fast-check';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { createAccount } from '#lib/accounts/mutations';
import { listCategories } from '#lib/categories/queries';
import { db, type Prisma } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { env } from '#lib/env';
import { countAnew } from '#lib/month-sums/count-anew';
import { joinDifferences } from '#lib/month-sums/join-differences';
import { setPrivacy } from '#lib/privacy/set-privacy';
import { createHousehold, joinHousehold, type TestHousehold } from '#lib/testing/household';
import { noteChange } from '#lib/versions/mutations';
import { querySums } from './query-sums.ts';
import { type Question, readSums, type Sum } from './read-sums.ts';

// Before anything asks for it; in most other tests nothing is kept.
process.env.KEPT_FIGURES_MIB = '32';

let owner: TestHousehold;
let other: TestHousehold;
let accountIds: string[];
let categoryIds: (string | null)[];

beforeAll(async () => {
  expect(env().KEPT_FIGURES_MIB).toBe(32);
  owner = await createHousehold();
  other = await joinHousehold(owner);
  const open = async (name: string) =>
    (await createAccount(owner, { name, kind: 'cash', currency: 'USD', openingMinor: 0 })).id;
  accountIds = [await open('Wallet'), await open('Purse')];
  const categories = await listCategories(owner.householdId);
  const some = (kind: string) => categories.filter((each) => each.kind === kind).slice(1, 3);
  categoryIds = [...some('spending'), ...some('income'), ...some('transfer')].map(({ id }) => id);
  categoryIds.push(null);
});

beforeEach(async () => {
  const { householdId } = owner;
  await db().transaction.deleteMany({ where: { householdId } });
  await countAnew();
  await noteChange(db(), [householdId]);
});

const place = fc.nat({ max: 99 });
const date = fc
  .tuple(fc.nat({ max: 5 }), fc.integer({ min: 1, max: 28 }))
  .map(([month, day]) => new Date(Date.UTC(2026, month, day)));
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null, freq: 1 });
const mark = maybe(fc.constant(new Date()));
const name = fc.constantFrom('Aldi', 'Nordwind', 'Tea', '');

/** Whatever a report by merchant or by day goes by. */
const columns = fc.record({
  date,
  authorizedDate: maybe(date),
  personDate: maybe(date),
  amountMinor: fc.bigInt({ min: -90n, max: 60n }),
  currency: fc.constantFrom('USD', 'USD', 'EUR'),
  pending: fc.boolean(),
  removedAt: mark,
  keptAt: mark,
  duplicateOfId: fc.oneof(
    { weight: 6, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constant(newId()) },
  ),
  hidden: fc.nat({ max: 9 }).map((n) => n === 0),
  hiddenSetAt: mark,
  personTransfer: fc.nat({ max: 9 }).map((n) => n === 0),
  personTransferSetAt: mark,
  name,
  merchantName: maybe(name),
  ruleName: maybe(name),
  personName: maybe(name),
  personNameSetAt: mark,
  personCategorySetAt: fc.constant(new Date()),
  account: place,
  category: place,
});
type Columns = typeof columns extends fc.Arbitrary<infer Value> ? Value : never;

function toData({ account, category, ...row }: Columns) {
  return {
    ...row,
    accountId: accountIds[account % accountIds.length] ?? '',
    personCategoryId: categoryIds[category % categoryIds.length] ?? null,
  };
}

const swapped = ['amountMinor', 'personCategoryId', 'personName', 'personDate'] as const;

const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('insert' as const),
      rows: fc.array(columns, { minLength: 3, maxLength: 8 }),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('change' as const),
      from: place,
      to: columns,
      only: fc.subarray(
        ['amountMinor', 'personName', 'personNameSetAt', 'personDate', 'hidden', 'currency'],
        { minLength: 1, maxLength: 2 },
      ),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('swap' as const),
      from: place,
      column: fc.constantFrom(...swapped),
    }),
  },
  fc.record({ do: fc.constant('replace' as const), from: place, count: place, to: columns }),
  fc.record({ do: fc.constant('delete' as const), from: place }),
  fc.record({ do: fc.constant('split' as const), from: place, category: place }),
  fc.record({ do: fc.constant('unite' as const) }),
  fc.record({ do: fc.constant('settle' as const), from: place }),
  fc.record({
    do: fc.constant('share' as const),
    sight: fc.constantFrom('full' as const, 'balance' as const),
  }),
  fc.record({
    do: fc.constant('sort' as const),
    category: place,
    kind: fc.constantFrom('spending' as const, 'income' as const),
    excludeFromSpending: fc.boolean(),
  }),
  fc.record({ do: fc.constant('join' as const) }),
  fc.record({ do: fc.constant('forget' as const), count: fc.boolean() }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

async function pick(from: number, count: number): Promise<string[]> {
  const { householdId } = owner;
  const rows = await db().transaction.findMany({ where: { householdId }, select: { id: true } });
  const ids = rows.map((row) => row.id).sort();
  return ids.slice(from % (ids.length + 1)).slice(0, count);
}

async function take(each: Step): Promise<void> {
  const { householdId } = owner;
  const change = (ids: string[], data: Prisma.TransactionUncheckedUpdateManyInput) =>
    db().transaction.updateMany({ where: { householdId, id: { in: ids } }, data });
  switch (each.do) {
    case 'insert':
      await db().transaction.createMany({
        data: each.rows.map((row) => ({ householdId, id: newId(), ...toData(row) })),
      });
      return;
    case 'change': {
      const data = toData(each.to);
      const chosen = Object.fromEntries(
        Object.entries(data).filter(([column]) => each.only.some((asked) => asked === column)),
      );
      await change(await pick(each.from, 1), chosen);
      return;
    }
    case 'replace':
      await change(await pick(each.from, each.count), toData(each.to));
      return;
    case 'swap':
      await swap(await pick(each.from, 2), each.column);
      return;
    case 'delete':
      await db().transaction.deleteMany({
        where: { householdId, id: { in: await pick(each.from, 1) } },
      });
      return;
    case 'split': {
      const [transactionId] = await pick(each.from, 1);
      if (!transactionId) return;
      const categoryId = categoryIds[each.category % categoryIds.length] ?? null;
      await change([transactionId], { splitSetAt: new Date() });
      // What parts of one place are rounded to is nobody's promise.
      const position = await db().splitPart.count({ where: { householdId, transactionId } });
      const part = { householdId, id: newId(), transactionId, position, categoryId };
      await db().splitPart.create({ data: { ...part, amountMinor: -7n } });
      return;
    }
    case 'unite':
      await db().splitPart.deleteMany({ where: { householdId } });
      await db().settleLink.deleteMany({ where: { householdId } });
      return;
    case 'settle': {
      const [expenseId, creditId] = await pick(each.from, 2);
      if (!(expenseId && creditId)) return;
      await db().settleLink.createMany({
        data: { householdId, expenseId, creditId, amountMinor: 5n },
        skipDuplicates: true,
      });
      return;
    }
    case 'share': {
      const accountId = accountIds[1] ?? '';
      await setPrivacy(owner, { accountId, memberId: other.memberId, sight: each.sight });
      return;
    }
    case 'sort': {
      const id = categoryIds[each.category % categoryIds.length];
      const { kind, excludeFromSpending } = each;
      if (id === null) return;
      const data = { kind, excludeFromSpending };
      await db().category.updateMany({ where: { householdId, id }, data });
      return;
    }
    case 'join':
      await joinDifferences(0);
      return;
    case 'forget':
      // As a release without prints leaves it that joins differences.
      await db().monthSum.updateMany({ where: { householdId }, data: { print: null } });
      if (each.count) await countAnew();
  }
}

/** In one statement, so that the sums of both together stay as they are. */
async function swap(ids: string[], column: (typeof swapped)[number]): Promise<void> {
  if (ids.length !== 2) return;
  await db().$executeRawUnsafe(
    `UPDATE "Transaction" t SET "${column}" = o."${column}" FROM "Transaction" o
     WHERE t."householdId" = o."householdId" AND t."id" <> o."id"
       AND t."id" = ANY($1::uuid[]) AND o."id" = ANY($1::uuid[])`,
    ids,
  );
}

const span = { from: '2026-01-10', to: '2027-02-14' };
const quarters = [
  { from: '2026-01-10', to: '2026-03-31' },
  { from: '2026-04-01', to: '2026-06-30' },
  { from: '2026-07-01', to: '2027-02-14' },
];
const questions: Question[] = [
  { filter: span, measure: 'spending', spans: quarters, by: 'merchant' },
  { filter: { ...span, pending: false }, measure: 'income', spans: [span], by: 'merchant' },
  { filter: span, measure: 'net', spans: 'days', by: null },
  { filter: span, measure: 'net', spans: 'days', by: 'merchant', currencies: ['EUR'] },
  { filter: { ...span, q: 'from:2026-03-05' }, measure: 'net', spans: 'days', by: null },
];

const inOrder = (sums: readonly Sum[]) => sums.map((sum) => JSON.stringify(sum)).sort();

/** From rows alone. */
const readAnew = (viewer: TestHousehold, question: Question) =>
  querySums(db(), viewer, question, { hasOthers: true, months: null });

it('says what rows come to, whatever became of them since they were read', {
  timeout: 240_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 8 }), async (steps) => {
      await db().transaction.deleteMany({ where: { householdId: owner.householdId } });
      for (const each of steps) {
        await take(each);
        await noteChange(db(), [owner.householdId]);
        for (const viewer of [owner, other]) {
          for (const question of questions) {
            const told = await readSums(viewer, question);
            expect(inOrder(told)).toEqual(inOrder(await readAnew(viewer, question)));
          }
        }
      }
    }),
    { numRuns: 10, endOnFailure: true },
  );
});

const row = {
  date: new Date('2026-03-05'),
  amountMinor: -100n,
  currency: 'USD',
  pending: false,
  name: 'Tea',
};

it('reads a month again that something changed in, and no other', async () => {
  const { householdId } = owner;
  const accountId = accountIds[0] ?? '';
  const ids = [newId(), newId()];
  const months = [new Date('2026-03-05'), new Date('2026-04-05')];
  await db().transaction.createMany({
    data: months.map((on, at) => ({ ...row, householdId, accountId, id: ids[at] ?? '', date: on })),
  });
  const question = { filter: span, measure: 'net', spans: quarters, by: 'merchant' } as const;
  const listNames = async () => (await readSums(owner, question)).map(({ key }) => key).sort();
  expect(await listNames()).toEqual(['Tea', 'Tea']);
  // What no trigger sees shows what is not read.
  const rename = async (to: string) => {
    await db().$transaction([
      db().$executeRaw`ALTER TABLE "Transaction" DISABLE TRIGGER "Transaction_sums_changed"`,
      db().transaction.updateMany({ where: { householdId }, data: { name: to } }),
      db().$executeRaw`ALTER TABLE "Transaction" ENABLE TRIGGER "Transaction_sums_changed"`,
    ]);
  };
  await rename('Unseen');
  expect(await listNames()).toEqual(['Tea', 'Tea']);
  await db().transaction.updateMany({
    where: { householdId, id: ids[1] ?? '' },
    data: { merchantName: 'Aldi' },
  });
  expect(await listNames()).toEqual(['Aldi', 'Tea']);
  await db().transaction.updateMany({
    where: { householdId, id: ids[0] ?? '' },
    data: { amountMinor: -200n },
  });
  expect(await listNames()).toEqual(['Aldi', 'Unseen']);
  await db().household.update({ where: { id: householdId }, data: { monthSumsAt: null } });
  await countAnew();
});

it('is not deceived by what leaves all sums as they were', async () => {
  const { householdId } = owner;
  const accountId = accountIds[0] ?? '';
  const ids = [newId(), newId()];
  const marked = { ...row, householdId, accountId, personNameSetAt: new Date() };
  await db().transaction.createMany({
    data: [
      { ...marked, id: ids[0] ?? '', personName: 'Tea', personDate: new Date('2026-03-05') },
      { ...marked, id: ids[1] ?? '', personName: 'Aldi', personDate: new Date('2026-03-06') },
    ],
  });
  await db().transaction.updateMany({
    where: { householdId, id: ids[1] ?? '' },
    data: { amountMinor: -200n },
  });
  const seen = new Set<string>();
  for (const column of ['amountMinor', 'personName', 'amountMinor', 'personDate'] as const) {
    await swap(ids, column);
    for (const question of questions) {
      const told = inOrder(await readSums(owner, question));
      expect(told).toEqual(inOrder(await readAnew(owner, question)));
      seen.add(JSON.stringify(told));
    }
  }
  // Who was paid what, twice; days, twice; and nothing of income and of euros.
  expect(seen.size).toBe(5);
});

it('sees all of it at one moment, beside whoever changes rows', { timeout: 60_000 }, async () => {
  const { householdId } = owner;
  const accountId = accountIds[0] ?? '';
  const ids = [newId(), newId(), newId()];
  await db().transaction.createMany({
    data: ids.map((id) => ({ ...row, householdId, accountId, id })),
  });
  await noteChange(db(), [householdId]);
  let isOver = false;
  const write = async (id: string) => {
    for (let at = 0; at < 25; at += 1) {
      const on = new Date(Date.UTC(2026, 2 + ((at * 5) % 9), 1 + at));
      await db().transaction.updateMany({
        where: { householdId, id },
        data: { date: on, name: `Name ${at % 3}` },
      });
    }
  };
  const read = async ({ by, spans }: Pick<Question, 'by' | 'spans'>) => {
    for (let reads = 0; !isOver || reads < 3; reads += 1) {
      const sums = await readSums(owner, { filter: span, measure: 'net', by, spans });
      expect(sums.reduce((all, { spendingMinor }) => all + spendingMinor, 0)).toBe(-300);
    }
  };
  const writing = Promise.all(ids.map(write)).finally(() => {
    isOver = true;
  });
  const reading = [
    read({ by: null, spans: 'days' }),
    read({ by: 'merchant', spans: quarters }),
    read({ by: 'merchant', spans: quarters }),
  ];
  await Promise.all([writing, ...reading]);
});

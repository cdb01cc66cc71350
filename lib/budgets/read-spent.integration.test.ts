import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createAccount } from '#lib/accounts/mutations';
import { listCategories } from '#lib/categories/queries';
import { type Cycle, lastSpans, spanOn } from '#lib/dates/cycles';
import { db, type Prisma } from '#lib/db/client';
import { anyBooks, type Books, type BooksRow, writeBooks } from '#lib/testing/books';
import { createHousehold } from '#lib/testing/household';
import { noteChange } from '#lib/versions/mutations';
import { readSpent, type Spent } from './read-spent.ts';

// Before anything asks for it; in most other tests nothing is kept.
process.env.KEPT_FIGURES_MIB = '32';

const cycle: fc.Arbitrary<Cycle> = fc.oneof(
  fc.record({ kind: fc.constant('month' as const), day: fc.constantFrom(1, 1, 15, 31) }),
  fc.record({
    kind: fc.constant('weeks' as const),
    weeks: fc.constantFrom(1, 5),
    from: fc.constant('2026-06-01'),
  }),
);

/** Rows in parts or with links are read each time: half of the books have none. */
const books = fc
  .tuple(anyBooks({ categories: 3, days: 300, rows: 12, rare: 10 }), fc.boolean())
  .map(([given, isWhole]): Books => {
    const whole = (rows: BooksRow[]) => rows.map((row) => ({ ...row, parts: [] }));
    const { expenses, credits } = given;
    return isWhole ? { expenses: whole(expenses), credits: whole(credits), links: [] } : given;
  });

const edits = fc.array(
  fc.record({
    row: fc.nat({ max: 99 }),
    category: fc.nat({ max: 2 }),
    pending: fc.boolean(),
    hidden: fc.nat({ max: 4 }).map((n) => n === 0),
  }),
  { minLength: 4, maxLength: 8 },
);

it('reads a month anew once its one row is another one, or counts as something else', async () => {
  const owner = await createHousehold();
  const { householdId } = owner;
  const wallet = { name: 'Wallet', kind: 'cash', currency: 'USD', openingMinor: 0 } as const;
  const { id: accountId } = await createAccount(owner, wallet);
  const leaves = (await listCategories(householdId)).filter(({ groupId }) => groupId !== null);
  const [first, second] = leaves.filter(({ kind }) => kind === 'spending').map(({ id }) => id);
  const plain = { category: 0, parts: [], day: 3, hidden: false, transfer: false };
  const given = { expenses: [{ ...plain, minor: -500n }], credits: [], links: [] };
  const [id = ''] = Object.keys(
    await writeBooks(owner, given, { accountId, categoryIds: [first ?? null] }),
  );
  await db().household.update({ where: { id: householdId }, data: { monthSumsAt: new Date() } });
  const spans = [{ from: '2026-05-01', to: '2026-05-31' }];
  const daily = { from: 0, categoriesBefore: [] };
  const read = async () => {
    await noteChange(db(), [householdId]);
    return readSpent(owner, { spans, currency: 'USD', daily });
  };
  const change = async (data: Prisma.TransactionUncheckedUpdateInput) => {
    const known = await read();
    expect(await read()).toEqual(known);
    await db().transaction.update({ where: { householdId_id: { householdId, id } }, data });
    const [one, ...others] = await read();
    expect(others).toEqual([]);
    return one;
  };
  const spent = { span: 0, categoryId: first, currency: 'USD', spentMinor: 500, pendingMinor: 0 };
  expect(await read()).toEqual([{ ...spent, day: expect.any(Number) }]);
  expect(await change({ personCategoryId: second ?? null })).toMatchObject({ categoryId: second });
  expect(await change({ pending: true })).toMatchObject({ pendingMinor: 500 });
  expect(await change({ amountMinor: -700n })).toMatchObject({ spentMinor: 700 });
  expect(await change({ currency: 'EUR' })).toMatchObject({ currency: 'EUR' });
  const personDate = new Date('2026-05-20');
  expect(await change({ personDate, personDateSetAt: new Date() })).toMatchObject({ day: 19 });
  await db().category.updateMany({
    where: { householdId, id: second ?? '' },
    data: { excludeFromSpending: true },
  });
  expect(await read()).toEqual([]);
});

it('is the same from sums by month, from months that are kept and from rows, whatever the periods', async () => {
  const owner = await createHousehold();
  const { householdId } = owner;
  const wallet = { name: 'Wallet', kind: 'cash', currency: 'USD', openingMinor: 0 } as const;
  const { id: accountId } = await createAccount(owner, wallet);
  const leaves = (await listCategories(householdId)).filter(({ groupId }) => groupId !== null);
  const spending = leaves.filter(({ kind }) => kind === 'spending').map(({ id }) => id);
  const categoryIds = [null, ...spending.slice(0, 2)];
  // Rows of ten months, from May on; the periods before some are asked for without days.
  let seen = 0;
  await fc.assert(
    fc.asyncProperty(books, cycle, fc.nat({ max: 8 }), edits, async (given, each, from, edits) => {
      const rows = await writeBooks(owner, given, { accountId, categoryIds });
      const spans = lastSpans(each, spanOn(each, '2027-02-10'), 10);
      const categoriesBefore = spending.slice(0, 1);
      const questions = [
        { spans, currency: 'USD' },
        { spans, currency: 'USD', daily: { from, categoriesBefore } },
      ];
      const compare = async () => {
        for (const question of questions) {
          const read = async (monthSumsAt: Date | null) => {
            await db().household.update({ where: { id: householdId }, data: { monthSumsAt } });
            await noteChange(db(), [householdId]);
            return listSorted(await readSpent(owner, question));
          };
          const fromRows = await read(null);
          expect(await read(new Date())).toEqual(fromRows);
          seen += fromRows.length;
        }
      };
      await compare();
      // Months that are known from before, but for what was changed since.
      for (const { row, category, pending, hidden } of edits) {
        const id = Object.keys(rows).sort()[row % Object.keys(rows).length] ?? '';
        const personCategoryId = categoryIds[category] ?? null;
        await db().transaction.update({
          where: { householdId_id: { householdId, id } },
          data: { personCategoryId, personCategorySetAt: new Date(), pending, hidden },
        });
        await compare();
      }
    }),
    { numRuns: 15, endOnFailure: true },
  );
  expect(seen).toBeGreaterThan(20);
}, 120_000);

/** Rows in parts may be told apart from whole ones of the same day: whoever asks adds them up. */
function listSorted(spent: readonly Spent[]): string[] {
  const sums = new Map<string, { spentMinor: number; pendingMinor: number }>();
  for (const { spentMinor, pendingMinor, ...of } of spent) {
    const key = JSON.stringify([of.span, of.day, of.categoryId, of.currency]);
    const before = sums.get(key) ?? { spentMinor: 0, pendingMinor: 0 };
    sums.set(key, {
      spentMinor: before.spentMinor + spentMinor,
      pendingMinor: before.pendingMinor + pendingMinor,
    });
  }
  return [...sums].map((each) => JSON.stringify(each)).sort();
}

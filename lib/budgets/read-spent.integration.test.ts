import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createAccount } from '#lib/accounts/mutations';
import { listCategories } from '#lib/categories/queries';
import { type Cycle, lastSpans, spanOn } from '#lib/dates/cycles';
import { db } from '#lib/db/client';
import { anyBooks, writeBooks } from '#lib/testing/books';
import { createHousehold } from '#lib/testing/household';
import { readSpent } from './read-spent.ts';

const cycle: fc.Arbitrary<Cycle> = fc.oneof(
  fc.record({ kind: fc.constant('month' as const), day: fc.constantFrom(1, 1, 15, 31) }),
  fc.record({
    kind: fc.constant('weeks' as const),
    weeks: fc.constantFrom(1, 5),
    from: fc.constant('2026-06-01'),
  }),
);

it('is the same from sums by month and from rows, whatever the periods', async () => {
  const owner = await createHousehold();
  const { householdId } = owner;
  const wallet = { name: 'Wallet', kind: 'cash', currency: 'USD', openingMinor: 0 } as const;
  const { id: accountId } = await createAccount(owner, wallet);
  const leaves = (await listCategories(householdId)).filter(({ groupId }) => groupId !== null);
  const spending = leaves.filter(({ kind }) => kind === 'spending').map(({ id }) => id);
  const categoryIds = [null, ...spending.slice(0, 2)];
  // Rows of ten months, from May on; the periods before the last but two are asked for without days.
  const books = anyBooks({ categories: 3, days: 300, rows: 8, rare: 10 });
  let seen = 0;
  await fc.assert(
    fc.asyncProperty(books, cycle, fc.nat({ max: 8 }), async (given, each, daysFrom) => {
      await writeBooks(owner, given, { accountId, categoryIds });
      const spans = lastSpans(each, spanOn(each, '2027-02-10'), 10);
      const categoriesBefore = spending.slice(0, 1);
      const questions = [
        { spans, currency: 'USD' },
        { spans, currency: 'USD', daily: { from: daysFrom, categoriesBefore } },
      ];
      for (const question of questions) {
        const read = async (monthSumsAt: Date | null) => {
          await db().household.update({ where: { id: householdId }, data: { monthSumsAt } });
          const spent = await readSpent(owner, question);
          return spent.map((row) => JSON.stringify(row)).sort();
        };
        const fromRows = await read(null);
        expect(await read(new Date())).toEqual(fromRows);
        seen += fromRows.length;
      }
    }),
    { numRuns: 20, endOnFailure: true },
  );
  expect(seen).toBeGreaterThan(20);
}, 60_000);

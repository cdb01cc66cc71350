import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createAccount } from '#lib/accounts/mutations';
import { listCategories } from '#lib/categories/queries';
import { db } from '#lib/db/client';
import { splitMonths } from '#lib/month-sums/split-months';
import { anyBooks, type Books, type BooksRow, writeBooks } from '#lib/testing/books';
import { createHousehold, type TestHousehold } from '#lib/testing/household';
import { readTraits, type Traits } from '#lib/traits/read-traits';
import { spendingLines } from './spending-lines.ts';

type Line = { date: string; categoryId: string | null; amountMinor: bigint; pending: boolean };

const limits = { categories: 4, days: 5, rows: 6, rare: 20 };

const withoutLines = ({ expenses, credits }: Books): Books => {
  const whole = (rows: BooksRow[]) => rows.map((row) => ({ ...row, parts: [] }));
  return { expenses: whole(expenses), credits: whole(credits), links: [] };
};

it('is what the view counts as spending, row by row, with parts and links and without', async () => {
  const owner = await createHousehold();
  const { householdId } = owner;
  const wallet = { name: 'Wallet', kind: 'cash', currency: 'USD', openingMinor: 0 } as const;
  const { id: accountId } = await createAccount(owner, wallet);
  const categories = await listCategories(householdId);
  const ofKind = (kind: string) =>
    categories.find((each) => each.kind === kind && each.groupId !== null)?.id ?? null;
  const categoryIds = [null, ofKind('spending'), ofKind('income'), ofKind('transfer')];
  const seen = { whole: 0, other: 0 };
  await fc.assert(
    fc.asyncProperty(anyBooks(limits), fc.boolean(), async (books, isWhole) => {
      await writeBooks(owner, isWhole ? withoutLines(books) : books, { accountId, categoryIds });
      const traits = await readTraits(owner);
      seen[traits.parts || traits.links ? 'other' : 'whole'] += 1;
      const [days] = await db().$queryRaw<{ from: string; to: string }[]>`
        SELECT (min("date") + 1)::text AS "from", max("date")::text AS "to"
        FROM "EffectiveTransaction" WHERE "householdId" = ${householdId}::uuid`;
      if (!days) return;
      const found = await db().$queryRaw<Line[]>`
        SELECT "date"::text AS "date", "categoryId", "amountMinor", "pending"
        FROM (${spendingLines(owner, days, traits)}) l
        WHERE "amountMinor" <> 0 ORDER BY 1, 2, 3, 4`;
      const counted = await db().$queryRaw<Line[]>`
        SELECT "date"::text AS "date", "categoryId", "amountMinor", "pending" FROM "EffectiveLine"
        WHERE "householdId" = ${householdId}::uuid AND "flow" = 'spending' AND "amountMinor" <> 0
          AND "date" >= ${days.from}::date AND "date" <= ${days.to}::date ORDER BY 1, 2, 3, 4`;
      expect(found).toEqual(counted);
      for (const time of times) {
        expect(await addUpMonths(owner, time, traits)).toEqual(await addUpView(householdId, time));
      }
    }),
    { numRuns: 40 },
  );
  expect(Math.min(seen.whole, seen.other)).toBeGreaterThan(0);
}, 120_000);

/** All rows are of May: as a month that is whole, and beside one that is not. */
const times = [
  { from: '2026-05-01', to: '2026-05-31' },
  { from: '2026-03-09', to: '2026-05-04' },
];
type Time = (typeof times)[number];

/** Of each month and category, with the months that are whole from their sums. */
function addUpMonths(owner: TestHousehold, time: Time, traits: Traits): Promise<Line[]> {
  const lines = spendingLines(owner, time, traits, splitMonths(time));
  return db().$queryRaw<Line[]>`
    SELECT to_char(l."date", 'YYYY-MM') AS "date", l."categoryId", sum(l."amountMinor")::bigint AS "amountMinor",
      l."pending"
    FROM (${lines}) l GROUP BY 1, 2, 4 HAVING sum(l."count") <> 0 AND sum(l."amountMinor") <> 0 ORDER BY 1, 2, 3`;
}

function addUpView(householdId: string, { from, to }: Time): Promise<Line[]> {
  return db().$queryRaw<Line[]>`
    SELECT to_char(l."date", 'YYYY-MM') AS "date", l."categoryId", sum(l."amountMinor")::bigint AS "amountMinor",
      l."pending"
    FROM "EffectiveLine" l
    WHERE l."householdId" = ${householdId}::uuid AND l."flow" = 'spending'
      AND l."date" BETWEEN ${from}::date AND ${to}::date
    GROUP BY 1, 2, 4 HAVING sum(l."amountMinor") <> 0 ORDER BY 1, 2, 3`;
}

import 'server-only';
import { db, Prisma } from '#lib/db/client';
import { keptPlan } from '#lib/db/kept-plan';
import { currencyExponent, unnamedCurrency } from '#lib/money/currency';
import type { Viewer } from '#lib/privacy/viewer';
import { type MinorBounds, narrowest, toHalves, toMinorBounds } from './amount-bounds.ts';
import type { TransactionFilter } from './contract.ts';
import { amountRanges, foundByText } from './filter-conditions.ts';
import { type AmountRange, parseSearch } from './search-language.ts';

/** Up to so many are read one by one; of more, the list's own index meets a page soon enough. */
export const fewLimit = 500;
/** A household with more is asked without this. */
const currencyLimit = 20;

/**
 * Which rows can pass a filter at all, where it asks for something that has an index of its own and that few rows
 * have: amounts, a number, being reviewed. PostgreSQL cannot weigh that: it knows neither how rare a size is in one
 * household's currencies nor who reviews what, and passes over all rows in the order of the list.
 *
 * @returns their ids, not all of which pass; null where there may be more than `fewLimit`
 */
export async function findFew(viewer: Viewer, filter: TransactionFilter): Promise<string[] | null> {
  const { numbers, states } = parseSearch(filter.q ?? '');
  const ranges = amountRanges(filter);
  if (ranges.length > 0) {
    const ids = await ofAmounts(viewer, ranges, null);
    if (ids) return ids;
  }
  const [number] = numbers;
  if (number) {
    const end = { value: number.value, included: true };
    const texts = foundByText(viewer, number.text);
    const ids = texts && (await ofAmounts(viewer, [{ signed: false, min: end, max: end }], texts));
    if (ids) return ids;
  }
  if (filter.reviewed || states.includes('reviewed')) return readFew(reviewed(viewer));
  return null;
}

/** Ids of rows whose amounts lie in all of the ranges, each in its own currency, and those of `others`. */
async function ofAmounts(
  { householdId }: Viewer,
  ranges: AmountRange[],
  others: Prisma.Sql | null,
): Promise<string[] | null> {
  const currencies = await readCurrencies(householdId);
  if (currencies.length > currencyLimit) return null;
  const found = currencies.flatMap((currency) => {
    const exponent = currencyExponent(currency ?? unnamedCurrency);
    const halves = ranges.map((range) => toHalves(toMinorBounds(range, exponent), range.signed));
    return ([0, 1] as const).flatMap((half) => {
      const amounts = narrowest(halves.map((each) => each[half]));
      return amounts ? rowsWithin(householdId, currency, amounts) : [];
    });
  });
  if (others) found.push(others);
  return found.length > 0 ? readFew(Prisma.join(found, ' UNION ALL ')) : [];
}

function rowsWithin(
  householdId: string,
  currency: string | null,
  { min, max }: MinorBounds,
): Prisma.Sql {
  const same = currency ? Prisma.sql`t."currency" = ${currency}` : Prisma.sql`t."currency" IS NULL`;
  const least = min === null ? Prisma.empty : Prisma.sql`AND t."amountMinor" >= ${min}::bigint`;
  const most = max === null ? Prisma.empty : Prisma.sql`AND t."amountMinor" <= ${max}::bigint`;
  // In the index's order, or PostgreSQL may look for some that it takes to be many in the table itself.
  return Prisma.sql`(SELECT t."id" FROM "Transaction" t
    WHERE t."householdId" = ${householdId}::uuid AND (t."removedAt" IS NULL OR t."keptAt" IS NOT NULL)
      AND ${same} ${least} ${most}
    ORDER BY t."amountMinor" LIMIT ${fewLimit + 1})`;
}

/** The currencies that rows have, the unnamed one last, each by one look into the index of amounts. */
async function readCurrencies(householdId: string): Promise<(string | null)[]> {
  const rows = Prisma.sql`"Transaction" t WHERE t."householdId" = ${householdId}::uuid
    AND (t."removedAt" IS NULL OR t."keptAt" IS NOT NULL)`;
  const used = await db().$queryRaw<{ currency: string | null }[]>`
    ${keptPlan} WITH RECURSIVE "used" AS (
      (SELECT t."currency" FROM ${rows} ORDER BY t."currency" LIMIT 1)
      UNION ALL
      SELECT (SELECT t."currency" FROM ${rows} AND t."currency" > u."currency"
        ORDER BY t."currency" LIMIT 1)
      FROM "used" u WHERE u."currency" IS NOT NULL)
    SELECT "currency" FROM "used" LIMIT ${currencyLimit + 1}`;
  return used.map(({ currency }) => currency);
}

function reviewed({ householdId }: Viewer): Prisma.Sql {
  return Prisma.sql`SELECT e."id" FROM "EffectiveTransaction" e
    WHERE e."householdId" = ${householdId}::uuid AND e."reviewed"`;
}

async function readFew(rows: Prisma.Sql): Promise<string[] | null> {
  const found = await db().$queryRaw<{ id: string }[]>`${rows} LIMIT ${fewLimit + 1}`;
  return found.length > fewLimit ? null : found.map(({ id }) => id);
}

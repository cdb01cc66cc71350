import 'server-only';
import { addDays } from '#lib/dates/civil-date';
import { db, Prisma } from '#lib/db/client';
import { unnamedCurrency } from '#lib/money/currency';
import { toSafeNumber } from '#lib/money/minor';
import { seesAccount, type Viewer } from '#lib/privacy/viewer';
import type { NewRow, Past, Payment } from './judge-row.ts';

const pastDays = 365;
/** Of all the year's payments with these merchants and in these categories, the latest. */
const pastLimit = 20_000;

const currencyOf = Prisma.sql`COALESCE(l."currency", ${unnamedCurrency})`;

/** What of some rows a member sees, and as what it counts. */
export async function readNews(
  viewer: Viewer,
  transactionIds: readonly string[],
): Promise<NewRow[]> {
  type Row = Omit<NewRow, 'category' | 'spentMinor' | 'backMinor'> & {
    categoryId: string | null;
    categoryName: string | null;
    spentMinor: bigint;
    backMinor: bigint;
  };
  const rows = await db().$queryRaw<Row[]>`
    SELECT n.*, c."name" AS "categoryName" FROM (
      SELECT l."householdId", l."transactionId", l."accountId", l."date"::text AS "date", l."merchant",
        ${currencyOf} AS "currency",
        CASE WHEN count(DISTINCT l."categoryId") = 1 AND count(*) = count(l."categoryId")
          THEN min(l."categoryId"::text)::uuid END AS "categoryId",
        -COALESCE(sum(l."amountMinor") FILTER (WHERE l."flow" = 'spending'), 0)::bigint AS "spentMinor",
        COALESCE(sum(l."amountMinor") FILTER (WHERE l."amountMinor" > 0 AND (l."flow" = 'spending'
          OR l."flow" = 'income' AND l."categoryId" IS NULL)), 0)::bigint AS "backMinor"
      FROM "EffectiveLine" l
      WHERE l."householdId" = ${viewer.householdId}::uuid
        AND ${seesAccount(viewer, Prisma.sql`l."accountId"`)}
        AND l."transactionId" = ANY(${transactionIds}::uuid[])
      GROUP BY l."householdId", l."transactionId", l."accountId", l."date", l."merchant", l."currency"
    ) n
    LEFT JOIN "Category" c ON c."householdId" = n."householdId" AND c."id" = n."categoryId"
    ORDER BY n."date" DESC, n."transactionId" DESC`;
  return rows.map(({ categoryId, categoryName, spentMinor, backMinor, ...row }) => ({
    transactionId: row.transactionId,
    accountId: row.accountId,
    date: row.date,
    merchant: row.merchant,
    currency: row.currency,
    category: categoryId && categoryName ? { id: categoryId, name: categoryName } : null,
    spentMinor: toSafeNumber(spentMinor),
    backMinor: toSafeNumber(backMinor),
  }));
}

/** What they are held against, by row: the payments of the year before, as far as the member sees them. */
export async function readPast(
  viewer: Viewer,
  rows: readonly NewRow[],
): Promise<(row: NewRow) => Past> {
  const merchants = [...new Set(rows.map(({ merchant }) => merchant.toLowerCase()))];
  const categoryIds = rows.flatMap(({ category }) => category?.id ?? []);
  const dates = rows.map(({ date }) => date).sort();
  const [first, last] = [dates[0], dates.at(-1)];
  if (!first || !last) return () => ({ ofMerchant: [], ofCategory: [] });
  type Row = Omit<Payment, 'spentMinor'> & {
    merchant: string;
    categoryId: string | null;
    spentMinor: bigint;
  };
  const lines = await db().$queryRaw<Row[]>`
    SELECT l."transactionId", l."date"::text AS "date", lower(l."merchant") AS "merchant",
      l."categoryId", ${currencyOf} AS "currency", -sum(l."amountMinor")::bigint AS "spentMinor"
    FROM "EffectiveLine" l
    WHERE l."householdId" = ${viewer.householdId}::uuid
      AND ${seesAccount(viewer, Prisma.sql`l."accountId"`)}
      AND l."date" BETWEEN ${addDays(first, -pastDays)}::date AND ${last}::date
      AND l."flow" = 'spending'
      AND (lower(l."merchant") = ANY(${merchants}) OR l."categoryId" = ANY(${categoryIds}::uuid[]))
    GROUP BY l."transactionId", l."date", l."merchant", l."categoryId", l."currency"
    ORDER BY l."date" DESC, l."transactionId" DESC LIMIT ${pastLimit}`;
  const payments = lines.map((line) => ({ ...line, spentMinor: toSafeNumber(line.spentMinor) }));
  const byMerchant = Map.groupBy(payments, ({ merchant }) => merchant);
  const byCategory = Map.groupBy(payments, ({ categoryId }) => categoryId);
  return ({ merchant, category, date }) => {
    const inYear = (each: Payment) => each.date >= addDays(date, -pastDays);
    const ofMerchant = byMerchant.get(merchant.toLowerCase()) ?? [];
    const ofCategory = category ? (byCategory.get(category.id) ?? []) : [];
    return {
      ofMerchant: addUp(ofMerchant.filter(inYear)),
      ofCategory: addUp(ofCategory.filter(inYear)),
    };
  };
}

/** The lines of one row are one payment; one that came to nothing, or brought something back, is none. */
function addUp(lines: readonly Payment[]): Payment[] {
  const whole = new Map<string, Payment>();
  for (const { transactionId, date, currency, spentMinor } of lines) {
    const before = whole.get(transactionId)?.spentMinor ?? 0;
    whole.set(transactionId, { transactionId, date, currency, spentMinor: before + spentMinor });
  }
  return [...whole.values()].filter(({ spentMinor }) => spentMinor > 0);
}

import 'server-only';
import type { Span } from '#lib/dates/cycles';
import { Prisma } from '#lib/db/client';
import type { SplitTime } from '#lib/month-sums/split-months';
import { sumsAsRows } from '#lib/month-sums/sums-as-rows';
import { seesAccount, type Viewer } from '#lib/privacy/viewer';
import type { Traits } from '#lib/traits/read-traits';
import { isWhole, notWhole } from '#lib/transactions/counted-lines';

/**
 * SQL: what was spent in some days, line by line: `date`, `categoryId`, `accountId`, `currency`, `pending`, `count` and
 * `amountMinor` as the rows are signed.
 *
 * A row that is whole is one line, which the index of the list answers by itself, by the rule of "EffectiveLine". That
 * view is asked for split and settled rows alone, and not at all where there are none: to plan it takes longer
 * than to read four months.
 *
 * @param months  where rows of whole months may be one line each kind, of the month's first day: `count` says of how many
 *   rows, and lines of which it comes to nothing are to be left out
 */
export function spendingLines(
  viewer: Viewer,
  { from, to }: Span,
  { parts, links }: Pick<Traits, 'parts' | 'links'>,
  months: SplitTime | null = null,
): Prisma.Sql {
  const { householdId } = viewer;
  const within = Prisma.sql`e."householdId" = ${householdId}::uuid
    AND ${seesAccount(viewer, Prisma.sql`e."accountId"`)}
    AND e."date" >= ${from}::date AND e."date" <= ${to}::date`;
  const hasOthers = parts || links;
  const [amount, rows] = months
    ? [
        Prisma.sql`e."count", e."minor" AS "amountMinor"`,
        sumsAsRows(viewer, months, hasOthers ? notWhole(viewer) : null),
      ]
    : [Prisma.sql`1 AS "count", e."amountMinor"`, Prisma.sql`"EffectiveTransaction"`];
  const whole = Prisma.sql`
    SELECT e."date", e."categoryId", e."accountId", e."currency", e."pending", ${amount}
    FROM ${rows} e
    LEFT JOIN "Category" c ON c."householdId" = ${householdId}::uuid AND c."id" = e."categoryId"
    WHERE ${within} AND NOT e."hidden" AND NOT e."transfer"
      AND CASE WHEN c."id" IS NULL THEN e."amountMinor" <= 0
               ELSE c."kind" = 'spending' AND NOT c."excludeFromSpending" END`;
  if (!hasOthers) return whole;
  return Prisma.sql`${whole} ${months ? Prisma.empty : Prisma.sql`AND ${isWhole(viewer)}`}
    UNION ALL
    SELECT l."date", l."categoryId", l."accountId", l."currency", l."pending", 1, l."amountMinor"
    FROM "EffectiveLine" l
    WHERE l."householdId" = ${householdId}::uuid
      AND l."transactionId" = ANY(ARRAY(
        SELECT e."id" FROM "EffectiveTransaction" e WHERE e."id" IN (${notWhole(viewer)}) AND ${within}))
      AND l."flow" = 'spending'`;
}

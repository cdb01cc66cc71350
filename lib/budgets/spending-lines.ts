import 'server-only';
import type { Span } from '#lib/dates/cycles';
import { Prisma } from '#lib/db/client';
import type { SplitTime } from '#lib/month-sums/split-months';
import { sumsAsRows } from '#lib/month-sums/sums-as-rows';
import { seesAccount, type Viewer } from '#lib/privacy/viewer';
import type { Traits } from '#lib/traits/read-traits';
import { isWhole, notWhole } from '#lib/transactions/counted-lines';
import { countsAs } from '#lib/transactions/line-conditions';

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
  span: Span,
  { parts, links }: Pick<Traits, 'parts' | 'links'>,
  months: SplitTime | null = null,
): Prisma.Sql {
  const hasOthers = parts || links;
  const whole = wholeLines(viewer, span, { hasOthers, months });
  return hasOthers ? Prisma.sql`${whole} UNION ALL ${otherLines(viewer, span)}` : whole;
}

/** SQL: those of rows that are whole. */
export function wholeLines(
  viewer: Viewer,
  span: Span,
  { hasOthers, months = null }: { hasOthers: boolean; months?: SplitTime | null },
): Prisma.Sql {
  const [amount, rows] = months
    ? [
        Prisma.sql`e."count", e."minor" AS "amountMinor"`,
        sumsAsRows(viewer, months, hasOthers ? notWhole(viewer) : null),
      ]
    : [Prisma.sql`1 AS "count", e."amountMinor"`, Prisma.sql`"EffectiveTransaction"`];
  return Prisma.sql`
    SELECT e."date", e."categoryId", e."accountId", e."currency", e."pending", ${amount}
    FROM ${rows} e
    WHERE ${isWithin(viewer, span)} AND ${countsAs(viewer, 'spending', 'e')}
      ${hasOthers && !months ? Prisma.sql`AND ${isWhole(viewer)}` : Prisma.empty}`;
}

/** SQL: those of all other rows. */
export function otherLines(viewer: Viewer, span: Span): Prisma.Sql {
  return Prisma.sql`
    SELECT l."date", l."categoryId", l."accountId", l."currency", l."pending", 1 AS "count", l."amountMinor"
    FROM "EffectiveLine" l
    WHERE l."householdId" = ${viewer.householdId}::uuid
      AND l."transactionId" = ANY(ARRAY(
        SELECT e."id" FROM "EffectiveTransaction" e
        WHERE e."id" IN (${notWhole(viewer)}) AND ${isWithin(viewer, span)}))
      AND l."flow" = 'spending'`;
}

function isWithin(viewer: Viewer, { from, to }: Span): Prisma.Sql {
  return Prisma.sql`e."householdId" = ${viewer.householdId}::uuid
    AND ${seesAccount(viewer, Prisma.sql`e."accountId"`)}
    AND e."date" >= ${from}::date AND e."date" <= ${to}::date`;
}

import 'server-only';
import { Prisma } from '#lib/db/client';
import { monthsAsked } from '#lib/month-sums/months-asked';
import type { SplitTime } from '#lib/month-sums/split-months';
import { sumsAsRows } from '#lib/month-sums/sums-as-rows';
import type { Viewer } from '#lib/privacy/viewer';
import type { TransactionFilter } from './contract.ts';
import { inParts, isWhole, linesOf, notWhole } from './counted-lines.ts';
import { filterConditions, rowConditions } from './filter-conditions.ts';
import type { LineConditions } from './line-conditions.ts';
import { isOneOf } from './page-of.ts';

/** The ids of all that can be meant, where few can; what is asked of lines; and whether there are sums by month. */
type Asked = { few: readonly string[] | null; lines: LineConditions | null; sums: boolean };

/**
 * SQL: what a filter lets through, added up by currency and by what it is added up as: `hidden`, `transfer` (by
 * itself or by its category), `in` or `out`. Categories are asked once for each sum and not for each row, and each row
 * goes into one sum, which takes 100,000 two thirds of the time.
 */
export function summedRows(viewer: Viewer, filter: TransactionFilter, asked: Asked): Prisma.Sql {
  return Prisma.sql`(
    SELECT g."currency", g."count", g."minor",
      CASE WHEN g."as" IN ('in', 'out') AND c."kind" = 'transfer' THEN 'transfer' ELSE g."as" END AS "as"
    FROM (
      SELECT e."currency", e."categoryId", CASE WHEN e."hidden" THEN 'hidden'
          WHEN e."transfer" THEN 'transfer' WHEN e."amountMinor" > 0 THEN 'in' ELSE 'out' END AS "as",
        sum(e."count") AS "count", sum(e."minor") AS "minor"
      FROM (${countedRows(viewer, filter, asked)}) e GROUP BY 1, 2, 3 HAVING sum(e."count") <> 0
    ) g
    LEFT JOIN "Category" c
      ON c."householdId" = ${viewer.householdId}::uuid AND c."id" = g."categoryId")`;
}

/**
 * SQL: what a filter lets through, in `count` and `minor`: by month where the sums say it, and row by row. What it is
 * added up as goes by the sign of `amountMinor`.
 */
function countedRows(viewer: Viewer, filter: TransactionFilter, asked: Asked): Prisma.Sql {
  const { few, lines } = asked;
  const months = asked.sums ? monthsAsked(filter) : null;
  if (!months) return ofRows(viewer, filter, { lines, meant: few ? [isOneOf(few)] : [] });
  const others = lines?.counted ? notWhole(viewer) : lines?.part ? inParts(viewer) : null;
  const summed = monthByMonth(viewer, filter, { lines, months, without: others });
  if (!others) return summed;
  const meant = [Prisma.sql`e."id" = ANY(ARRAY(${others}))`];
  return Prisma.sql`${summed} UNION ALL ${ofRows(viewer, filter, { lines, meant })}`;
}

function ofRows(viewer: Viewer, filter: TransactionFilter, rows: Rows): Prisma.Sql {
  return Prisma.sql`
    SELECT r.*, 1 AS "count", r."amountMinor" AS "minor" FROM ${rowByRow(viewer, filter, rows)} r`;
}

type Months = { lines: LineConditions | null; months: SplitTime; without: Prisma.Sql | null };

/** Of rows that are one line each, which say by themselves what they count as. */
function monthByMonth(
  viewer: Viewer,
  filter: TransactionFilter,
  { lines, months, without }: Months,
): Prisma.Sql {
  const where = [...rowConditions(viewer, filter), ...(lines ? [lines.own] : [])];
  return Prisma.sql`
    SELECT e."currency", ${toldOf(lines)}, e."amountMinor", e."count", e."minor"
    FROM ${sumsAsRows(viewer, months, without)} e WHERE ${Prisma.join(where, ' AND ')}`;
}

/** What is known of each row is neither looked at nor grouped by: a fifth of the time. */
function toldOf(lines: LineConditions | null): Prisma.Sql {
  return lines?.isFlow
    ? Prisma.sql`NULL::uuid AS "categoryId", false AS "hidden", false AS "transfer"`
    : Prisma.sql`e."categoryId", e."hidden", e."transfer"`;
}

type Rows = { lines: LineConditions | null; meant: Prisma.Sql[] };

/**
 * SQL: each row with as much of its amount as its matching lines come to. OFFSET 0 has each looked at once; drawn
 * into the sums, it would be asked anew wherever it is named.
 */
function rowByRow(viewer: Viewer, filter: TransactionFilter, { lines, meant }: Rows): Prisma.Sql {
  const where = Prisma.join([...filterConditions(viewer, filter, lines), ...meant], ' AND ');
  if (!lines?.part && !lines?.counted) {
    return Prisma.sql`(SELECT e."currency", ${toldOf(lines)}, e."amountMinor"
      FROM "EffectiveTransaction" e WHERE ${where})`;
  }
  if (lines.counted) {
    const others = linesOf(viewer, { ids: notWhole(viewer), counted: lines.counted });
    // What counts as spending or income is no transfer, whatever the row's own category says.
    return Prisma.sql`(
      SELECT e."currency", NULL::uuid AS "categoryId", e."hidden", false AS "transfer",
        COALESCE(s."amountMinor", e."amountMinor") AS "amountMinor"
      FROM "EffectiveTransaction" e
      LEFT JOIN (
        SELECT l."transactionId", sum(l."amountMinor")::bigint AS "amountMinor"
        FROM ${others} l GROUP BY 1
      ) s ON s."transactionId" = e."id"
      WHERE ${Prisma.join([...rowConditions(viewer, filter), ...meant], ' AND ')}
        AND (s."transactionId" IS NOT NULL OR ${lines.own} AND ${isWhole(viewer)}) OFFSET 0)`;
  }
  return Prisma.sql`(
    SELECT e."currency", e."categoryId", e."hidden", e."transfer",
      CASE WHEN s."transactionId" IS NULL THEN e."amountMinor"
        ELSE s."matched" + CASE WHEN ${lines.own} THEN e."amountMinor" - s."sum" ELSE 0 END
      END AS "amountMinor"
    FROM "EffectiveTransaction" e
    LEFT JOIN (
      SELECT p."transactionId", sum(p."amountMinor")::bigint AS "sum",
        COALESCE(sum(p."amountMinor") FILTER (WHERE ${lines.part}), 0)::bigint AS "matched"
      FROM "EffectivePart" p WHERE p."householdId" = ${viewer.householdId}::uuid GROUP BY 1
    ) s ON s."transactionId" = e."id"
    WHERE ${where} OFFSET 0)`;
}

import 'server-only';
import { Prisma } from '#lib/db/client';
import type { Viewer } from '#lib/privacy/viewer';
import type { TransactionFilter } from './contract.ts';
import { isWhole, linesOf, notWhole } from './counted-lines.ts';
import { filterConditions, rowConditions } from './filter-conditions.ts';
import type { LineConditions } from './line-conditions.ts';
import { isOneOf } from './page-of.ts';

/** The ids of all that can be meant, where few can; and what is asked of lines. */
type Asked = { few: readonly string[] | null; lines: LineConditions | null };

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
        count(*) AS "count", sum(e."amountMinor") AS "minor"
      FROM ${countedRows(viewer, filter, asked)} e GROUP BY 1, 2, 3
    ) g
    LEFT JOIN "Category" c
      ON c."householdId" = ${viewer.householdId}::uuid AND c."id" = g."categoryId")`;
}

/**
 * SQL: what a filter lets through, each row with as much of its amount as its matching lines come to. OFFSET 0
 * has each looked at once; drawn into the sums, it would be asked anew wherever it is named.
 */
function countedRows(viewer: Viewer, filter: TransactionFilter, { few, lines }: Asked): Prisma.Sql {
  const meant = few ? [isOneOf(few)] : [];
  const where = Prisma.join([...filterConditions(viewer, filter, lines), ...meant], ' AND ');
  if (!lines?.part && !lines?.counted) {
    // What is known of each row is neither looked at nor grouped by: a fifth of the time.
    const told = lines?.isFlow
      ? Prisma.sql`NULL::uuid AS "categoryId", false AS "hidden", false AS "transfer"`
      : Prisma.sql`e."categoryId", e."hidden", e."transfer"`;
    return Prisma.sql`(SELECT e."currency", ${told}, e."amountMinor"
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

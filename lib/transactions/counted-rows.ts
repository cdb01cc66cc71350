import 'server-only';
import { Prisma } from '#lib/db/client';
import type { Viewer } from '#lib/privacy/viewer';
import { countsAsTransfer } from '#lib/transfers/transfer-columns';
import type { TransactionFilter } from './contract.ts';
import { isWhole, linesOf, notWhole } from './counted-lines.ts';
import { filterConditions, rowConditions } from './filter-conditions.ts';
import { lineConditions } from './line-conditions.ts';

/**
 * SQL: what a filter lets through, each row with as much of its amount as its matching lines come to. OFFSET 0
 * has each looked at once; drawn into the sums, it would be asked anew for each of them.
 */
export function countedRows(viewer: Viewer, filter: TransactionFilter): Prisma.Sql {
  const lines = lineConditions(viewer, filter);
  const transfer = countsAsTransfer(viewer);
  const where = Prisma.join(filterConditions(viewer, filter), ' AND ');
  if (!lines) {
    return Prisma.sql`(SELECT e."currency", e."hidden", e."amountMinor", ${transfer} AS "transfer"
      FROM "EffectiveTransaction" e WHERE ${where} OFFSET 0)`;
  }
  if (lines.counted) {
    const others = linesOf(viewer, { ids: notWhole(viewer), counted: lines.counted });
    return Prisma.sql`(
      SELECT e."currency", e."hidden", COALESCE(s."amountMinor", e."amountMinor") AS "amountMinor",
        false AS "transfer"
      FROM "EffectiveTransaction" e
      LEFT JOIN (
        SELECT l."transactionId", sum(l."amountMinor") AS "amountMinor" FROM ${others} l GROUP BY 1
      ) s ON s."transactionId" = e."id"
      WHERE ${Prisma.join(rowConditions(viewer, filter), ' AND ')}
        AND (s."transactionId" IS NOT NULL OR ${lines.own} AND ${isWhole(viewer)}) OFFSET 0)`;
  }
  return Prisma.sql`(
    SELECT e."currency", e."hidden", CASE WHEN s."transactionId" IS NULL THEN e."amountMinor"
      ELSE s."matched" + CASE WHEN ${lines.own} THEN e."amountMinor" - s."sum" ELSE 0 END
      END AS "amountMinor", ${transfer} AS "transfer"
    FROM "EffectiveTransaction" e
    LEFT JOIN (
      SELECT p."transactionId", sum(p."amountMinor") AS "sum",
        COALESCE(sum(p."amountMinor") FILTER (WHERE ${lines.part}), 0) AS "matched"
      FROM "EffectivePart" p WHERE p."householdId" = ${viewer.householdId}::uuid GROUP BY 1
    ) s ON s."transactionId" = e."id"
    WHERE ${where} OFFSET 0)`;
}

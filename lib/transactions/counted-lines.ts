import 'server-only';
import { Prisma } from '#lib/db/client';
import type { Viewer } from '#lib/privacy/viewer';

/**
 * SQL: the ids of rows of which there are parts, or that pay something back, whether or not that counts. All
 * others are one line each, and the row says what it counts as: "EffectiveLine" need not make it.
 */
export function notWhole(viewer: Viewer): Prisma.Sql {
  const { householdId } = viewer;
  return Prisma.sql`${inParts(viewer)}
    UNION SELECT k."creditId" FROM "SettleLink" k WHERE k."householdId" = ${householdId}::uuid`;
}

/** SQL: the same of rows of which there are parts. */
export function inParts({ householdId }: Viewer): Prisma.Sql {
  return Prisma.sql`
    SELECT p."transactionId" FROM "SplitPart" p WHERE p."householdId" = ${householdId}::uuid`;
}

/** SQL: whether `e` is one line, itself. */
export function isWhole(viewer: Viewer): Prisma.Sql {
  return Prisma.sql`(e."id" IN (${notWhole(viewer)})) IS NOT TRUE`;
}

/**
 * SQL: the lines (`l`) of some rows that count as is asked. The ids are an array, so that each branch of the
 * view looks up its rows by it and makes no lines of others.
 */
export function linesOf(
  { householdId }: Viewer,
  { ids, counted }: { ids: Prisma.Sql; counted: Prisma.Sql },
): Prisma.Sql {
  return Prisma.sql`(SELECT l.* FROM "EffectiveLine" l
    WHERE l."householdId" = ${householdId}::uuid AND l."transactionId" = ANY(ARRAY(${ids}))
      AND ${counted})`;
}

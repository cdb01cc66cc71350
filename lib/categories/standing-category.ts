import 'server-only';
import { Prisma } from '#lib/db/client';

/** SQL: the category that an id stands for by now: the one it went into, and null where it is gone. */
export function standingCategory(householdId: Prisma.Sql, id: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT COALESCE(c."mergedIntoId", c."id") FROM "Category" c
    WHERE c."householdId" = ${householdId} AND c."id" = ${id})`;
}

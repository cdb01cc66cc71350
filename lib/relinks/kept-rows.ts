import 'server-only';
import { Prisma } from '#lib/db/client';

/**
 * What was kept of a move, row by row, as the rows `r` of a query. `OFFSET 0` leaves the planner nothing to join by but a row's
 * key: it takes a household that was never analyzed for a single row, and walked all of it for each of its rows, which for four thousand took a minute.
 */
export function keptRows(householdId: string, relinkId: string): Prisma.Sql {
  return Prisma.sql`(
    SELECT * FROM "RelinkRow"
    WHERE "householdId" = ${householdId}::uuid AND "relinkId" = ${relinkId}::uuid OFFSET 0) AS r`;
}

import 'server-only';
import { Prisma } from '#lib/db/client';

/** What queries of an undo ask of what its move kept. */
export function keptBefore(householdId: string, relinkId: string) {
  return {
    /** SQL: what was kept under a name of "Relink"."before", with these columns. */
    list: (name: string, columns: string) => Prisma.sql`(
      SELECT each.* FROM "Relink" q
      CROSS JOIN LATERAL jsonb_to_recordset(COALESCE(q."before"->${name}::text, '[]'))
        AS each(${Prisma.raw(columns)})
      WHERE q."householdId" = ${householdId}::uuid AND q."id" = ${relinkId}::uuid)`,
    /** SQL: what a row that was joined was called meanwhile; every other is called as ever. */
    joined: (id: string) => Prisma.sql`COALESCE((
      SELECT r."transactionId" FROM "RelinkRow" r
      WHERE r."householdId" = ${householdId}::uuid AND r."relinkId" = ${relinkId}::uuid
        AND (r."joined"->>'id')::uuid = ${Prisma.raw(id)}), ${Prisma.raw(id)})`,
    isHere: (id: string) => Prisma.sql`EXISTS (SELECT FROM "Transaction" t
      WHERE t."householdId" = ${householdId}::uuid AND t."id" = ${Prisma.raw(id)})`,
  };
}

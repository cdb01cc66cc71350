import 'server-only';
import { Prisma } from '#lib/db/client';
import { toJsonParameter } from '#lib/db/json-parameter';

/** A row of which all that a person decided and hung on it goes to another. */
export type RowMove = { leavesId: string; staysId: string };

/** SQL: moves as the rows `m` of a query. */
export function movesOf(moves: readonly RowMove[]): Prisma.Sql {
  return Prisma.sql`jsonb_to_recordset(${toJsonParameter([...moves])}::jsonb)
    AS m("leavesId" uuid, "staysId" uuid)`;
}

import 'server-only';

/** For whom an archive is made: a member, and the person who that is. */
export type ArchiveReader = { householdId: string; memberId: string; userId: string };

/** SQL that a query over a reader's rows begins with; they are `me` in what follows. */
export const meSql = `
  WITH me AS (SELECT $1::uuid AS "householdId", $2::uuid AS "memberId", $3::uuid AS "userId")`;

export function readerValues({ householdId, memberId, userId }: ArchiveReader): string[] {
  return [householdId, memberId, userId];
}

import 'server-only';

/** For whom an archive is made: a member, and the person who that is. */
export type ArchiveReader = { householdId: string; memberId: string; userId: string };

/** SQL that begins a query over a reader's rows: what its parameters are, also where it names not all. */
export const readerSql = 'WITH reader AS (SELECT $1::uuid, $2::uuid, $3::uuid)';

export function readerValues({ householdId, memberId, userId }: ArchiveReader): string[] {
  return [householdId, memberId, userId];
}

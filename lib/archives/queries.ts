import 'server-only';
import { db, type Tx } from '#lib/db/client';
import { AppError } from '#lib/errors';
import type { ArchiveDto, ArchiveFailure, ArchiveListDto } from './contract.ts';

const listLimit = 5;

type MemberRef = { householdId: string; memberId: string };

const archiveColumns = {
  id: true,
  state: true,
  createdAt: true,
  rowsDone: true,
  rowsTotal: true,
  bytes: true,
  failure: true,
  expiresAt: true,
} as const;

/** The member's latest archives; nobody else's. */
export async function listArchives(member: MemberRef): Promise<ArchiveListDto> {
  const { householdId, memberId } = member;
  const rows = await db().archive.findMany({
    where: { householdId, memberId, OR: notOver() },
    select: archiveColumns,
    orderBy: { createdAt: 'desc' },
    take: listLimit,
  });
  return { items: rows.map(toArchiveDto), nextCursor: null };
}

/** @throws AppError not_found */
export async function getArchive(
  { householdId, memberId }: MemberRef,
  archiveId: string,
  client: Pick<Tx, 'archive'> = db(),
): Promise<ArchiveDto> {
  const row = await client.archive.findFirst({
    where: { householdId, memberId, id: archiveId, OR: notOver() },
    select: archiveColumns,
  });
  if (!row) throw new AppError('not_found', 'There is no such export; it was deleted after a day.');
  return toArchiveDto(row);
}

function notOver() {
  return [{ expiresAt: null }, { expiresAt: { gt: new Date() } }];
}

type ArchiveRow = Pick<ArchiveDto, 'id' | 'state' | 'bytes'> & {
  createdAt: Date;
  rowsDone: number;
  rowsTotal: number | null;
  failure: string | null;
  expiresAt: Date | null;
};

function toArchiveDto(row: ArchiveRow): ArchiveDto {
  const { id, state, bytes, rowsDone, rowsTotal } = row;
  return {
    id,
    state,
    bytes,
    createdAt: row.createdAt.toISOString(),
    progress: rowsTotal ? Math.min(1, rowsDone / rowsTotal) : null,
    failure: row.failure as ArchiveFailure | null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
  };
}

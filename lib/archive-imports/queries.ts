import 'server-only';
import { db, type Tx } from '#lib/db/client';
import { AppError } from '#lib/errors';
import type { ImportDto, ImportFailure, ImportListDto } from './contract.ts';
import { isEmptyHousehold } from './is-empty-household.ts';

const listLimit = 5;

type MemberRef = { householdId: string; memberId: string };

const importColumns = {
  id: true,
  state: true,
  createdAt: true,
  rowsDone: true,
  rowsTotal: true,
  failure: true,
} as const;

/** The member's latest imports, and whether another is possible. */
export async function listImports(member: MemberRef): Promise<ImportListDto> {
  const { householdId, memberId } = member;
  const [rows, possible] = await Promise.all([
    db().archiveImport.findMany({
      where: { householdId, memberId },
      select: importColumns,
      orderBy: { createdAt: 'desc' },
      take: listLimit,
    }),
    isEmptyHousehold(db(), member),
  ]);
  return { items: rows.map(toImportDto), nextCursor: null, possible };
}

/** @throws AppError not_found */
export async function getImport(
  { householdId, memberId }: MemberRef,
  importId: string,
  client: Pick<Tx, 'archiveImport'> = db(),
): Promise<ImportDto> {
  const row = await client.archiveImport.findFirst({
    where: { householdId, memberId, id: importId },
    select: importColumns,
  });
  if (!row) throw new AppError('not_found', 'There is no such import.');
  return toImportDto(row);
}

type ImportRow = Pick<ImportDto, 'id' | 'state'> & {
  createdAt: Date;
  rowsDone: number;
  rowsTotal: number | null;
  failure: string | null;
};

function toImportDto({ rowsDone, rowsTotal, ...row }: ImportRow): ImportDto {
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    progress: rowsTotal ? Math.min(1, rowsDone / rowsTotal) : null,
    rows: rowsDone,
    failure: row.failure as ImportFailure | null,
  };
}

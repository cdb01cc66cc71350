import 'server-only';
import { accountNameColumns, accountNameOf } from '#lib/accounts/account-name';
import { db, type Prisma } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { listOpenAccounts, type Viewer } from '#lib/privacy/viewer';
import {
  type FileImportDto,
  type FileImportListDto,
  mappingSchema,
  previewSchema,
  undoDays,
} from './contract.ts';
import { isEnrichable } from './enrichable.ts';
import { mayEnrich } from './find-enriching.ts';

const listLimit = 50;

/** The viewer's own imports, newest first, without what was read of them. */
export async function listFileImports(viewer: Viewer): Promise<FileImportListDto> {
  const rows = await db().fileImport.findMany({
    where: await ownImports(viewer),
    select: columns,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: listLimit,
  });
  const enriched = await countEnriched(viewer.householdId, rows);
  return {
    items: rows.map((row) => toDto({ ...row, mapping: null, preview: null }, enriched)),
    nextCursor: null,
  };
}

/** @throws AppError not_found, also for another member's */
export async function getFileImport(viewer: Viewer, importId: string): Promise<FileImportDto> {
  const row = await db().fileImport.findFirst({
    where: { ...(await ownImports(viewer)), id: importId },
    select: { ...columns, mapping: true, preview: true },
  });
  if (row) return toDto(row, await countEnriched(viewer.householdId, [row]));
  throw noSuchImport();
}

/** Of the imports about which Plaid is being asked: about how many rows it was. */
async function countEnriched(
  householdId: string,
  imports: readonly { id: string; state: string; enrich: boolean; enrichedAt: Date | null }[],
): Promise<Map<string, number>> {
  const ids = imports
    .filter(({ state, enrich, enrichedAt }) => state === 'done' && enrich && enrichedAt === null)
    .map(({ id }) => id);
  if (ids.length === 0 || !(await mayEnrich())) return new Map();
  const rows = await db().$queryRaw<{ id: string; count: number }[]>`
    SELECT f."id", (SELECT count(*)::int FROM "Transaction" t
      WHERE t."householdId" = f."householdId" AND t."importId" = f."id"
        AND t."id" <= f."enrichedToId" AND t."removedAt" IS NULL) AS "count"
    FROM "FileImport" f
    WHERE f."householdId" = ${householdId}::uuid AND f."id" = ANY(${ids}::uuid[])`;
  return new Map(rows.map(({ id, count }) => [id, count]));
}

/** Those that the viewer brought, into accounts that they still see. */
export async function ownImports(viewer: Viewer) {
  const { householdId, memberId } = viewer;
  return { householdId, memberId, accountId: { in: await listOpenAccounts(viewer) } };
}

export function noSuchImport(): AppError {
  return new AppError('not_found', 'There is no such import. Nothing was changed.');
}

export function undoableSince(): Date {
  return new Date(Date.now() - undoDays * 86_400_000);
}

const columns = {
  id: true,
  fileName: true,
  format: true,
  state: true,
  sheet: true,
  failure: true,
  imported: true,
  createdAt: true,
  finishedAt: true,
  enrich: true,
  enrichedAt: true,
  account: { select: { id: true, type: true, currency: true, ...accountNameColumns } },
} as const;

type Row = Prisma.FileImportGetPayload<{ select: typeof columns }> & {
  mapping: Prisma.JsonValue;
  preview: Prisma.JsonValue;
};

function toDto(
  {
    account,
    mapping,
    preview,
    finishedAt,
    createdAt,
    format,
    enrich: _,
    enrichedAt: __,
    ...row
  }: Row,
  enriched: ReadonlyMap<string, number>,
): FileImportDto {
  return {
    ...row,
    format: format as FileImportDto['format'],
    account: { id: account.id, name: accountNameOf(account) },
    mapping: mappingSchema.safeParse(mapping).data ?? null,
    preview: previewSchema.safeParse(preview).data ?? null,
    createdAt: createdAt.toISOString(),
    enrichable: isEnrichable(account),
    enriched: enriched.get(row.id) ?? null,
    undoable: row.state === 'done' && finishedAt !== null && finishedAt > undoableSince(),
  };
}

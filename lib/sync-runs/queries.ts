import 'server-only';
import { z } from 'zod';
import { db, Prisma } from '#lib/db/client';
import { decodeCursor, encodeCursor } from '#lib/db/list-cursor';
import { AppError } from '#lib/errors';
import { getItem } from '#lib/items/queries';
import { unnamedCurrency } from '#lib/money/currency';
import { toSafeNumber } from '#lib/money/minor';
import type { SyncRunDto, SyncRunListQuery, SyncRunPage } from './contract.ts';

const runPosition = z.object({ at: z.iso.datetime(), id: z.uuid() });

/** Amounts named in a list of runs; the run's own view has them all. */
const namedChanges = 3;

type RunRow = Omit<SyncRunDto, 'startedAt' | 'durationMs' | 'amountChanges'> & {
  startedAt: Date;
  finishedAt: Date | null;
  amountChanges:
    | { kind: 'posted' | 'changed'; before: number; after: number; currency: string }[]
    | null;
};

/** The sync runs of an Item, newest first. @throws AppError not_found */
export async function listSyncRuns(
  householdId: string,
  itemId: string,
  query: SyncRunListQuery,
): Promise<SyncRunPage> {
  await getItem(householdId, itemId);
  const conditions = [Prisma.sql`r."itemId" = ${itemId}::uuid`];
  if (!query.quiet) conditions.push(Prisma.sql`r."outcome" IS DISTINCT FROM 'unchanged'`);
  if (query.cursor) {
    const { at, id } = decodeCursor(query.cursor, runPosition);
    conditions.push(
      Prisma.sql`(r."startedAt", r."id") < (${new Date(at)}::timestamptz, ${id}::uuid)`,
    );
  }
  const rows = await readRuns(householdId, Prisma.join(conditions, ' AND '), query.limit + 1);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    items: page.map(toSyncRunDto),
    nextCursor:
      last && rows.length > query.limit
        ? encodeCursor({ at: last.startedAt.toISOString(), id: last.id })
        : null,
  };
}

/** @throws AppError not_found, also when the run is another Item's */
export async function getSyncRun(
  householdId: string,
  itemId: string,
  runId: string,
): Promise<SyncRunDto> {
  const where = Prisma.sql`r."itemId" = ${itemId}::uuid AND r."id" = ${runId}::uuid`;
  const [row] = await readRuns(householdId, where, 1);
  if (!row) throw new AppError('not_found', 'There is no such sync.');
  return toSyncRunDto(row);
}

function readRuns(householdId: string, where: Prisma.Sql, limit: number): Promise<RunRow[]> {
  return db().$queryRaw<RunRow[]>`
    SELECT r."id", r."trigger", COALESCE(r."outcome", 'running') AS "outcome", r."startedAt",
      r."finishedAt", r."pages", r."restarts", r."added", r."posted", r."changed", r."removed",
      r."errorCode", r."requestId", c."amountChanges"
    FROM "SyncRun" r
    LEFT JOIN LATERAL (
      SELECT json_agg(json_build_object('kind', n."kind", 'currency', n."currency",
        'before', n."before", 'after', n."after") ORDER BY n."seq") AS "amountChanges"
      FROM (
        SELECT c."seq", c."kind",
          COALESCE(t."currency", ${unnamedCurrency}) AS "currency",
          (c."before"->>'amountMinor')::bigint AS "before",
          (c."after"->>'amountMinor')::bigint AS "after"
        FROM "SyncChange" c
        JOIN "Transaction" t ON t."householdId" = c."householdId" AND t."id" = c."transactionId"
        WHERE c."householdId" = r."householdId" AND c."syncRunId" = r."id"
          AND c."kind" IN ('posted', 'changed') AND c."after"->>'amountMinor' IS NOT NULL
        ORDER BY c."seq" LIMIT ${namedChanges}) n
    ) c ON r."posted" + r."changed" > 0
    WHERE r."householdId" = ${householdId}::uuid AND ${where}
    ORDER BY r."startedAt" DESC, r."id" DESC LIMIT ${limit}`;
}

function toSyncRunDto({ startedAt, finishedAt, amountChanges, ...row }: RunRow): SyncRunDto {
  return {
    ...row,
    startedAt: startedAt.toISOString(),
    durationMs: finishedAt ? finishedAt.getTime() - startedAt.getTime() : null,
    amountChanges: (amountChanges ?? []).map(({ kind, before, after, currency }) => ({
      kind,
      before: { minor: toSafeNumber(BigInt(before)), currency },
      after: { minor: toSafeNumber(BigInt(after)), currency },
    })),
  };
}

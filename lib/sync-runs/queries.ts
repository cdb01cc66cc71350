import 'server-only';
import { z } from 'zod';
import { db, Prisma } from '#lib/db/client';
import { decodeCursor, encodeCursor } from '#lib/db/list-cursor';
import { AppError } from '#lib/errors';
import { unnamedCurrency } from '#lib/money/currency';
import { toSafeNumber } from '#lib/money/minor';
import { requireItem, seesAccount, type Viewer } from '#lib/privacy/viewer';
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
  viewer: Viewer,
  itemId: string,
  query: SyncRunListQuery,
): Promise<SyncRunPage> {
  const conditions = [Prisma.sql`true`];
  if (!query.quiet) conditions.push(Prisma.sql`r."outcome" IS DISTINCT FROM 'unchanged'`);
  if (query.cursor) {
    const { at, id } = decodeCursor(query.cursor, runPosition);
    conditions.push(
      Prisma.sql`(r."startedAt", r."id") < (${new Date(at)}::timestamptz, ${id}::uuid)`,
    );
  }
  const where = Prisma.join(conditions, ' AND ');
  const rows = await readRuns(viewer, itemId, where, query.limit + 1);
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
  viewer: Viewer,
  itemId: string,
  runId: string,
): Promise<SyncRunDto> {
  const [row] = await readRuns(viewer, itemId, Prisma.sql`r."id" = ${runId}::uuid`, 1);
  if (!row) throw new AppError('not_found', 'There is no such sync.');
  return toSyncRunDto(row);
}

async function readRuns(
  viewer: Viewer,
  itemId: string,
  where: Prisma.Sql,
  limit: number,
): Promise<RunRow[]> {
  const { householdId } = viewer;
  const { decides } = await requireItem(viewer, itemId);
  return db().$queryRaw<RunRow[]>`
    SELECT r."id", r."trigger", COALESCE(r."outcome", 'running') AS "outcome", r."startedAt",
      r."finishedAt", r."pages", r."restarts", r."added", r."posted", r."changed", r."removed",
      r."errorCode", r."requestId", c."amountChanges"
    FROM (${decides ? Prisma.sql`SELECT * FROM "SyncRun"` : runsAsSeen(viewer)}) r
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
          AND ${seesAccount(viewer, Prisma.sql`t."accountId"`)}
        ORDER BY c."seq" LIMIT ${namedChanges}) n
    ) c ON r."posted" + r."changed" > 0
    WHERE r."householdId" = ${householdId}::uuid AND r."itemId" = ${itemId}::uuid AND ${where}
    ORDER BY r."startedAt" DESC, r."id" DESC LIMIT ${limit}`;
}

/**
 * Runs as they are for a member who did not link the bank: they count the rows that the member sees,
 * and one that brought none of these found nothing.
 */
function runsAsSeen(viewer: Viewer): Prisma.Sql {
  const isSeen = seesAccount(viewer, Prisma.sql`t."accountId"`);
  return Prisma.sql`
    SELECT r."householdId", r."id", r."itemId", r."trigger", r."startedAt", r."finishedAt",
      CASE WHEN r."outcome" = 'committed' AND a."added" + d."touched" = 0 THEN 'unchanged'
        ELSE r."outcome" END AS "outcome",
      NULL::int AS "pages", NULL::int AS "restarts", a."added", d."posted", d."changed",
      d."removed", r."errorCode", r."requestId"
    FROM "SyncRun" r
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS "added" FROM "Transaction" t
      WHERE t."householdId" = r."householdId" AND t."firstSyncRunId" = r."id" AND ${isSeen}) a
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS "touched", count(*) FILTER (WHERE c."kind" = 'posted')::int AS "posted",
        count(*) FILTER (WHERE c."kind" IN ('changed', 'restored'))::int AS "changed",
        count(*) FILTER (WHERE c."kind" = 'removed')::int AS "removed"
      FROM "SyncChange" c
      JOIN "Transaction" t ON t."householdId" = c."householdId" AND t."id" = c."transactionId"
      WHERE c."householdId" = r."householdId" AND c."syncRunId" = r."id" AND ${isSeen}) d`;
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

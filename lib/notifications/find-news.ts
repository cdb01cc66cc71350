import 'server-only';
import { db, type Tx } from '#lib/db/client';
import { enqueue } from '#lib/jobs/enqueue';

const batchSize = 500;
/** What nobody told for so long, because no worker ran, is no news any more. */
const newsDays = 2;
/** What happened longer ago than so many days before its bank told it is history. */
const freshDays = 10;
/** More rows than these at once are history, too; the newest are looked at. */
const rowLimit = 200;

/** Syncs that brought rows of which nobody was told yet. */
export async function listUntoldRuns(householdId: string): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "SyncRun"
    WHERE "householdId" = ${householdId}::uuid AND "toldAt" IS NULL AND "added" > 0
      AND "startedAt" > now() - make_interval(days => ${newsDays})
    ORDER BY "startedAt" LIMIT ${batchSize}`;
  return rows.map(({ id }) => id);
}

/**
 * The rows among what they brought that are news. The first two years of a bank are not, and neither is what
 * comes with an account on its first day here: whether it had rows before is asked once for each account, and
 * not for each of the hundred thousand that a first sync may bring.
 */
export async function listFreshRows(
  householdId: string,
  runIds: readonly string[],
): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    WITH brought AS MATERIALIZED (
      SELECT DISTINCT "firstSyncRunId" AS "runId", "accountId" FROM "Transaction"
      WHERE "householdId" = ${householdId}::uuid AND "firstSyncRunId" = ANY(${runIds}::uuid[])
    ), known AS MATERIALIZED (
      SELECT b.*, r."startedAt" FROM brought b
      JOIN "SyncRun" r ON r."householdId" = ${householdId}::uuid AND r."id" = b."runId"
      JOIN "Item" i ON i."householdId" = r."householdId" AND i."id" = r."itemId"
      JOIN "Account" a ON a."householdId" = r."householdId" AND a."id" = b."accountId"
      WHERE i."historyCompleteAt" < r."startedAt"
        AND (a."createdAt" < r."startedAt" - interval '1 day' OR EXISTS (
          SELECT FROM "Transaction" o
          WHERE o."householdId" = a."householdId" AND o."accountId" = a."id"
            AND o."createdAt" < r."startedAt")))
    SELECT t."id" FROM known k
    JOIN "Transaction" t ON t."householdId" = ${householdId}::uuid
      AND t."firstSyncRunId" = k."runId" AND t."accountId" = k."accountId"
    WHERE t."date" >= k."startedAt"::date - ${freshDays}::int
    ORDER BY t."date" DESC, t."id" DESC LIMIT ${rowLimit}`;
  return rows.map(({ id }) => id);
}

/** Households with such a sync, whose transfers have long been settled. */
export async function listHouseholdsWithNews(): Promise<string[]> {
  const rows = await db().$queryRaw<{ householdId: string }[]>`
    SELECT DISTINCT "householdId" FROM "SyncRun"
    WHERE "toldAt" IS NULL AND "added" > 0 AND "finishedAt" < now() - interval '5 minutes'
      AND "startedAt" > now() - make_interval(days => ${newsDays})
    LIMIT ${batchSize}`;
  return rows.map(({ householdId }) => householdId);
}

export function enqueueNews(tx: Pick<Tx, '$executeRaw'>, householdId: string): Promise<void> {
  return enqueue(tx, 'tell-news', { householdId }, { key: `news:${householdId}` });
}

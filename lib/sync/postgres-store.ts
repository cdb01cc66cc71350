import 'server-only';
import { db, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { keptPlan } from '#lib/db/kept-plan';
import { releaseDuplicates } from '#lib/duplicates/release-duplicates';
import { suggestDuplicates, suggestFromTieOut } from '#lib/duplicates/suggest-duplicates';
import { env } from '#lib/env';
import { failPoint } from '#lib/fail-point';
import { openAccessToken } from '#lib/items/access-token';
import { stopItem } from '#lib/items/mutations';
import { publish, publishSync } from '#lib/live/publish';
import { classifyError } from '#lib/plaid/error-table';
import { forgetCounts } from '#lib/tie-out/count-rows';
import { settleTieOut } from '#lib/tie-out/settle-tie-out';
import { applyAccounts } from './apply-accounts.ts';
import { applyPlan } from './apply-plan.ts';
import { listChangedAccounts } from './changed-accounts.ts';
import type { Delta } from './fetch-delta.ts';
import { type Plan, planChanges } from './plan-changes.ts';
import type { Failure, ItemRef, Lease, RunCounts, RunReport, SyncStore } from './ports.ts';
import { readExistingRows } from './read-existing-rows.ts';
import { suggestMatches } from './suggest-matches.ts';

/** 25,000 rows commit in a few seconds; this bounds a commit on a machine in trouble. */
const commitTimeoutMs = 120_000;

/** The store of record: leases in database time, one transaction per commit. */
export const postgresStore: SyncStore = {
  leaseMs: () => env().SYNC_LEASE_SECONDS * 1000,
  acquireLease,
  renewLease,
  releaseLease,
  commit,
  isWorkOwed,
  recordFailure,
};

/**
 * A run that finds nothing owed asks the bank nothing: it does not count as an attempt. One that asks
 * has used up the time it was to be tried again at: should its worker die, nobody waits for that
 * time, which may be half a day ahead, before the sweep takes it up.
 */
async function acquireLease(ref: ItemRef, owner: string): ReturnType<SyncStore['acquireLease']> {
  type Row = Omit<Lease, keyof ItemRef | 'owner'> & { accessTokenSealed: string };
  const [row] = await db().$queryRaw<Row[]>`
    ${keptPlan} UPDATE "Item" SET
      "leaseOwner" = ${owner},
      "leaseUntil" = now() + make_interval(secs => ${env().SYNC_LEASE_SECONDS}),
      "fence" = "fence" + 1,
      "lastAttemptAt" = CASE WHEN "doneSeq" < "requestedSeq" THEN now() ELSE "lastAttemptAt" END,
      "retryAt" = CASE WHEN "doneSeq" < "requestedSeq" THEN NULL ELSE "retryAt" END
    WHERE "householdId" = ${ref.householdId}::uuid AND "id" = ${ref.itemId}::uuid
      AND "removeRequestedAt" IS NULL AND "accessTokenSealed" IS NOT NULL AND "stopReason" IS NULL
      AND ("leaseUntil" IS NULL OR "leaseUntil" < now())
    RETURNING "fence", "requestedSeq" AS "targetSeq", "doneSeq", "accessTokenSealed", "failures",
      "createdAt", "transactionsCursor" AS "cursor", COALESCE("wakeTrigger", 'sweep') AS "trigger"`;
  if (!row) return null;
  const { accessTokenSealed, ...lease } = row;
  return {
    lease: { ...ref, ...lease, owner },
    openAccessToken: () => openAccessToken(ref, accessTokenSealed),
  };
}

async function renewLease(lease: Lease): Promise<boolean> {
  const renewed = await db().$executeRaw`
    UPDATE "Item" SET "leaseUntil" = now() + make_interval(secs => ${env().SYNC_LEASE_SECONDS})
    WHERE "householdId" = ${lease.householdId}::uuid AND "id" = ${lease.itemId}::uuid
      AND "fence" = ${lease.fence} AND "leaseUntil" > now()`;
  return renewed === 1;
}

async function releaseLease(lease: Lease): Promise<void> {
  await db().$executeRaw`
    ${keptPlan} UPDATE "Item" SET "leaseUntil" = NULL, "leaseOwner" = NULL
    WHERE "householdId" = ${lease.householdId}::uuid AND "id" = ${lease.itemId}::uuid
      AND "fence" = ${lease.fence}`;
}

/** Thrown inside the transaction to roll it back; never leaves this file. */
class Superseded extends Error {}

function commit(lease: Lease, delta: Delta, report: RunReport): ReturnType<SyncStore['commit']> {
  return db()
    .$transaction((tx) => commitIn(tx, lease, delta, report), { timeout: commitTimeoutMs })
    .catch((error: unknown) => {
      if (error instanceof Superseded) return null;
      throw error;
    });
}

async function commitIn(tx: Tx, lease: Lease, delta: Delta, report: RunReport) {
  const accountIds = await applyAccounts(tx, lease, delta, report.finishedAt);
  failPoint('commit-accounts');
  const existing = await readExistingRows(tx, lease, delta);
  const plan = planChanges(existing, delta, newId);
  const counts = countChanges(plan);
  await createRun(tx, lease, report, {
    ...counts,
    outcome: Object.values(counts).some((count) => count > 0) ? 'committed' : 'unchanged',
  });
  // Most syncs bring no row.
  if (!isEmpty(plan)) await applyPlan(tx, lease, plan, accountIds, report.runId);
  if (plan.changes.length > 0) await releaseDuplicates(tx, lease.householdId);
  failPoint('commit-rows');
  // A first sync brings no row whose pending one we ever showed.
  if (lease.cursor !== null && counts.added > 0) await suggestMatches(tx, lease, report.runId);
  if (counts.added > 0) await suggestDuplicates(tx, lease, report.runId, plan.inserts);
  const changedAccountIds = [...listChangedAccounts(plan, existing)].flatMap(
    (id) => accountIds.get(id) ?? [],
  );
  if (await settleBalances(tx, lease, delta, changedAccountIds)) await suggestFromTieOut(tx, lease);
  failPoint('commit-compared');
  const moreRequested = await advance(tx, lease, delta);
  failPoint('commit-advanced');
  await publishSync(tx, lease, { runId: report.runId, accountIds: changedAccountIds });
  return { counts, moreRequested, status: delta.status };
}

function isEmpty(plan: Plan): boolean {
  return Object.values(plan).every((part) => part.length === 0);
}

/**
 * Rows of now against a balance of before would part where nothing is wrong.
 *
 * @returns whether there are rows that may explain a difference
 */
async function settleBalances(
  tx: Tx,
  { householdId, itemId }: Lease,
  delta: Delta,
  changedAccountIds: string[],
): Promise<boolean> {
  if (delta.balancesError !== null) {
    await forgetCounts(tx, householdId, changedAccountIds);
    return false;
  }
  const historyComplete = delta.status === 'historical_complete';
  return settleTieOut(tx, { householdId, itemId, historyComplete, changedAccountIds });
}

/**
 * Moves the cursor and done_seq, last of all: the Item's row stays unlocked while the rows are
 * written, so that a webhook is never kept waiting. @throws Superseded
 */
async function advance(tx: Tx, lease: Lease, delta: Delta): Promise<boolean> {
  const [moved] = await tx.$queryRaw<{ moreRequested: boolean }[]>`
    ${keptPlan} UPDATE "Item" SET
      "transactionsCursor" = ${delta.cursorAfter},
      "transactionsStatus" = ${delta.status}::"TransactionsStatus",
      "historyCompleteAt" = CASE WHEN ${delta.status} = 'historical_complete'
        THEN COALESCE("historyCompleteAt", now()) ELSE "historyCompleteAt" END,
      "doneSeq" = ${lease.targetSeq},
      "lastSyncedAt" = now(),
      "errorType" = NULL, "errorCode" = NULL, "errorDisplay" = NULL, "errorAt" = NULL,
      "failures" = 0, "retryAt" = NULL,
      "balancesErrorType" = ${delta.balancesError?.type ?? null}::text,
      "balancesErrorCode" = ${delta.balancesError?.code ?? null}::text,
      "balancesErrorAt" = CASE WHEN ${delta.balancesError === null} THEN NULL
        ELSE COALESCE("balancesErrorAt", now()) END
    WHERE "householdId" = ${lease.householdId}::uuid AND "id" = ${lease.itemId}::uuid
      AND "fence" = ${lease.fence}
      AND "transactionsCursor" IS NOT DISTINCT FROM ${lease.cursor}
      AND "removeRequestedAt" IS NULL AND "stopReason" IS NULL
    RETURNING "requestedSeq" > "doneSeq" AS "moreRequested"`;
  if (!moved) throw new Superseded();
  return moved.moreRequested;
}

function countChanges(plan: Plan): RunCounts {
  const count = (...kinds: string[]) =>
    plan.changes.filter((change) => kinds.includes(change.kind)).length;
  return {
    added: plan.inserts.length,
    posted: count('posted'),
    changed: count('changed', 'restored'),
    removed: count('removed'),
  };
}

async function createRun(
  tx: Tx,
  lease: Lease,
  report: RunReport,
  result: { outcome: string; errorType?: string; errorCode?: string } & Partial<RunCounts>,
): Promise<void> {
  const { outcome, errorType = null, errorCode = null } = result;
  const { added = 0, posted = 0, changed = 0, removed = 0 } = result;
  await tx.$executeRaw`
    ${keptPlan} INSERT INTO "SyncRun" ("householdId", "id", "itemId", "trigger", "startedAt", "finishedAt",
      "pages", "restarts", "requestId", "outcome", "added", "posted", "changed", "removed",
      "errorType", "errorCode")
    VALUES (${lease.householdId}::uuid, ${report.runId}::uuid, ${lease.itemId}::uuid, ${lease.trigger},
      ${report.startedAt}::timestamptz, ${report.finishedAt}::timestamptz, ${report.pages}::int,
      ${report.restarts}::int, ${report.requestId}::text, ${outcome}, ${added}::int, ${posted}::int,
      ${changed}::int, ${removed}::int, ${errorType}::text, ${errorCode}::text)`;
}

async function isWorkOwed({ householdId, itemId }: ItemRef): Promise<boolean> {
  const item = await db().item.findUnique({
    where: {
      householdId_id: { householdId, id: itemId },
      removeRequestedAt: null,
      stopReason: null,
    },
    select: { requestedSeq: true, doneSeq: true },
  });
  return item !== null && item.doneSeq < item.requestedSeq;
}

async function recordFailure(lease: Lease, failure: Failure, report: RunReport): Promise<void> {
  await db().$transaction(async (tx) => {
    const recorded = await tx.$executeRaw`
      UPDATE "Item" SET
        "errorType" = ${failure.type}, "errorCode" = ${failure.code},
        "errorDisplay" = ${failure.display},
        "errorAt" = CASE WHEN "errorCode" IS NULL THEN now() ELSE COALESCE("errorAt", now()) END,
        "failures" = "failures" + 1,
        "retryAt" = now() + make_interval(secs => ${failure.retryInMs / 1000})
      WHERE "householdId" = ${lease.householdId}::uuid AND "id" = ${lease.itemId}::uuid
        AND "fence" = ${lease.fence}`;
    if (recorded === 0) return;
    if (classifyError(failure) === 'revoked') await stopItem(tx, lease, 'permission_revoked');
    const { type: errorType, code: errorCode } = failure;
    await createRun(tx, lease, report, { outcome: 'failed', errorType, errorCode });
    await publish(tx, lease.householdId, ['items'], lease.itemId);
  });
}

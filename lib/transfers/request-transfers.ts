import 'server-only';
import { lockSorting } from '#lib/categories/lock-sorting';
import { db, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { enqueue } from '#lib/jobs/enqueue';
import { publish } from '#lib/live/publish';
import { requestStreams } from '#lib/recurring/request-streams';
import { settleTransfers } from './settle-transfers.ts';

/** More rows than these are not named one by one: then all are looked through. */
const namedLimit = 1_000;
const timeoutMs = 120_000;
const batchSize = 100;

/**
 * Has a worker settle the transfers of rows that this transaction writes, once it commits. Not in the
 * commit itself: two connections that sync at once see nothing of each other's rows, and one transfer has
 * an end in each.
 *
 * @param transactionIds  null for all rows
 */
export async function requestTransfers(
  tx: Pick<Tx, '$executeRaw'>,
  householdId: string,
  transactionIds: readonly string[] | null,
): Promise<void> {
  if (transactionIds?.length === 0) return;
  const named = transactionIds && transactionIds.length <= namedLimit ? [...transactionIds] : null;
  await enqueue(
    tx,
    'settle-transfers',
    { householdId, transactionIds: named },
    { key: `transfers:${named ? newId() : householdId}` },
  );
}

/** Does it. Harmless to do again. */
export async function runTransfers({
  householdId,
  transactionIds,
}: {
  householdId: string;
  transactionIds: string[] | null;
}): Promise<void> {
  await db().$transaction(
    async (tx) => {
      await lockSorting(tx, householdId);
      const changed = await settleTransfers(tx, householdId, transactionIds);
      if (!transactionIds) {
        await tx.household.updateMany({
          where: { id: householdId },
          data: { transfersAt: new Date() },
        });
      }
      await requestStreams(tx, householdId);
      const about = transactionIds && { transactionIds };
      if (changed) await publish(tx, householdId, ['transactions'], about);
    },
    { timeout: timeoutMs, maxWait: 10_000 },
  );
}

/** Households with rows that were never looked through as a whole: from before there were transfers. */
export async function listUnsettled(): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT h."id" FROM "Household" h
    WHERE h."transfersAt" IS NULL
      AND EXISTS (SELECT FROM "Transaction" t WHERE t."householdId" = h."id")
    LIMIT ${batchSize}`;
  return rows.map(({ id }) => id);
}

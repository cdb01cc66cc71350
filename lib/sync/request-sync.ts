import 'server-only';
import type { Tx } from '#lib/db/client';
import { enqueue } from '#lib/jobs/enqueue';
import type { ItemRef } from './ports.ts';

export type WakeTrigger =
  | 'link'
  | 'webhook'
  | 'person'
  | 'sweep'
  | 'repaired'
  | 'history'
  | 'retry';

/**
 * Marks work on an Item and wakes a worker, in the caller's transaction. The counter is the truth,
 * the job only an alarm: a lost or doubled job loses or doubles nothing.
 *
 * @returns false when there is no such Item in the household, or it is stopped or being removed
 */
export async function requestSync(tx: Tx, ref: ItemRef, trigger: WakeTrigger): Promise<boolean> {
  const { count } = await tx.item.updateMany({
    where: {
      householdId: ref.householdId,
      id: ref.itemId,
      removeRequestedAt: null,
      stopReason: null,
    },
    data: { requestedSeq: { increment: 1 }, wakeTrigger: trigger },
  });
  if (count === 0) return false;
  await enqueueSync(tx, ref, 0);
  return true;
}

/**
 * Marks work on an Item for whose history or balances we wait; if they came meanwhile, none.
 *
 * @returns as requestSync
 */
export async function requestAwaited(tx: Tx, ref: ItemRef): Promise<boolean> {
  const waiting = await tx.item.count({
    where: {
      householdId: ref.householdId,
      id: ref.itemId,
      OR: [
        { transactionsStatus: { not: 'historical_complete' } },
        { balancesErrorCode: { not: null } },
      ],
    },
  });
  return waiting > 0 && (await requestSync(tx, ref, 'history'));
}

/** Wakes a worker for work that is already marked. */
export function enqueueSync(
  tx: Pick<Tx, '$executeRaw'>,
  ref: ItemRef,
  delayMs: number,
): Promise<void> {
  const payload = { householdId: ref.householdId, itemId: ref.itemId };
  const ifWaiting = delayMs > 0 ? 'keep' : 'sooner';
  return enqueue(tx, 'sync-item', payload, { key: `sync:${ref.itemId}`, delayMs, ifWaiting });
}

import 'server-only';
import { Prisma, type Tx } from '#lib/db/client';
import { keptPlan } from '#lib/db/kept-plan';
import { addJob, enqueue } from '#lib/jobs/enqueue';
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
export async function requestSync(
  tx: Pick<Tx, '$queryRaw'>,
  { householdId, itemId }: ItemRef,
  trigger: WakeTrigger,
): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ isWoken: boolean }[]>`
    ${keptPlan} WITH ref AS (
      SELECT ${householdId}::uuid AS "householdId", ${itemId}::uuid AS "itemId"
    ), ${wakeItem(trigger)}
    SELECT EXISTS (SELECT FROM job) AS "isWoken"`;
  return row?.isWoken ?? false;
}

/**
 * SQL: `requestSync` as parts of a statement that has a part `ref` with the ids of an Item or none. Its part `job`
 * has a row where that was woken, and must be read for it to happen.
 */
export function wakeItem(trigger: WakeTrigger): Prisma.Sql {
  const payload = Prisma.sql`json_build_object('householdId', "householdId", 'itemId', "id")`;
  return Prisma.sql`woken AS (
      UPDATE "Item" i SET "requestedSeq" = i."requestedSeq" + 1, "wakeTrigger" = ${trigger}
      FROM ref WHERE i."householdId" = ref."householdId" AND i."id" = ref."itemId"
        AND i."removeRequestedAt" IS NULL AND i."stopReason" IS NULL
      RETURNING i."householdId", i."id"
    ), job AS MATERIALIZED (
      SELECT ${addJob('sync-item', payload, Prisma.sql`'sync:' || "id"`)} FROM woken
    )`;
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

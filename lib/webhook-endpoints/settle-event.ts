import 'server-only';
import { recordAudit } from '#lib/audit/record-audit';
import { db, type Tx } from '#lib/db/client';
import { notificationChannels } from '#lib/notifications/kinds';
import { notify } from '#lib/notifications/notify';
import type { Leased } from './claim-endpoint.ts';
import type { OffReason } from './contract.ts';
import { enqueueLater } from './enqueue-delivery.ts';
import { testType } from './events.ts';
import type { NextEvent } from './next-event.ts';
import { retryDelayMs } from './retry-delays.ts';
import type { Outcome } from './send-event.ts';

/**
 * Writes down what came of a try, and when the next one is; after the last one the address is told no more.
 *
 * @returns whether to go on with what comes next
 */
export function settleEvent(
  lease: Leased,
  event: NextEvent,
  outcome: Outcome,
  random: number,
): Promise<boolean> {
  const attempts = event.attempts + 1;
  const delayMs = retryDelayMs(attempts, random);
  const isTest = event.type === testType;
  return db().$transaction(async (tx) => {
    // Whoever holds the lease now, the answer was given: it is written down once more at most.
    const isOver = outcome.delivered || outcome.gone || isTest || delayMs === null;
    await note(tx, lease, event, outcome, isOver);
    if (outcome.gone) return stop(tx, lease, 'gone');
    if (outcome.delivered || isTest) return true;
    if (delayMs === null) return stop(tx, lease, 'failing');
    await putOff(tx, lease, delayMs);
    return false;
  });
}

async function note(
  tx: Tx,
  { householdId }: Leased,
  event: NextEvent,
  outcome: Outcome,
  isOver: boolean,
) {
  const { delivered, status, error, excerpt, durationMs } = outcome;
  const state = delivered ? 'delivered' : isOver ? 'failed' : 'waiting';
  await tx.webhookDelivery.updateMany({
    where: { householdId, id: event.id },
    data: {
      state,
      status,
      error,
      excerpt,
      durationMs,
      attempts: { increment: 1 },
      triedAt: new Date(),
    },
  });
}

/** Nothing goes there before the next try: what is slow or broken is asked less and less often. */
async function putOff(tx: Tx, lease: Leased, delayMs: number): Promise<void> {
  const { householdId, endpointId, leaseId } = lease;
  await tx.$executeRaw`
    UPDATE "WebhookEndpoint" SET "leaseId" = NULL, "leaseUntil" = NULL,
      "nextTryAt" = now() + make_interval(secs => ${delayMs / 1_000})
    WHERE "householdId" = ${householdId}::uuid AND "id" = ${endpointId}::uuid
      AND "leaseId" = ${leaseId}::uuid`;
  await enqueueLater(tx, { householdId, endpointId }, delayMs);
}

async function stop(tx: Tx, lease: Leased, offReason: OffReason & ('gone' | 'failing')) {
  const { householdId, endpointId, leaseId } = lease;
  const { count } = await tx.webhookEndpoint.updateMany({
    where: { householdId, id: endpointId, leaseId, state: 'on' },
    data: { state: 'off', offReason, leaseId: null, leaseUntil: null },
  });
  if (count === 0) return false;
  const { name, memberId, member } = await tx.webhookEndpoint.findUniqueOrThrow({
    where: { householdId_id: { householdId, id: endpointId } },
    select: { name: true, memberId: true, member: { select: { userId: true } } },
  });
  const details = { name, reason: offReason };
  await recordAudit(tx, member.userId, { kind: 'webhook_stopped', details });
  const alone = new Map([[memberId, notificationChannels]]);
  const key = `webhook:${endpointId}:${new Date().toISOString()}`;
  const notice = { kind: 'webhook_stopped', name, reason: offReason } as const;
  await notify(tx, householdId, key, notice, alone);
  return false;
}

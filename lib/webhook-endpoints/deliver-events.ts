import 'server-only';
import { db } from '#lib/db/client';
import { env } from '#lib/env';
import { failPoint } from '#lib/fail-point';
import { log } from '#lib/log';
import { metrics } from '#lib/metrics/metrics';
import { claimEndpoint, type Leased, releaseEndpoint, renewLease } from './claim-endpoint.ts';
import { type EndpointRef, enqueueLater } from './enqueue-delivery.ts';
import { type NextEvent, takeNext } from './next-event.ts';
import { openSecret } from './secrets.ts';
import { type Outcome, sendEvent } from './send-event.ts';
import { settleEvent } from './settle-event.ts';

/** Then others have their turn, however much waits. */
const eventsPerTurn = 20;
const againMs = 2_000;

/** Addresses that this process tells at once, so that slow ones leave room for everything else. */
let busy = 0;
const busyLimit = () => Math.max(1, Math.floor(env().WORKER_CONCURRENCY / 2));

/**
 * Sends what waits for one address, the oldest first and one at a time: what is not taken is tried again
 * before anything that came after it. At least once: a worker that ends between an answer and its note
 * sends the same once more, under the same id.
 */
export async function deliverEvents(
  ref: EndpointRef,
  random: () => number,
  isStopping: () => boolean = () => false,
): Promise<void> {
  if (busy >= busyLimit()) return enqueueLater(db(), ref, againMs);
  busy += 1;
  try {
    const lease = await claimEndpoint(ref);
    if (lease === 'held') return await enqueueLater(db(), ref, againMs);
    if (lease === 'nothing') return;
    await deliver(lease, random, isStopping);
  } finally {
    busy -= 1;
  }
}

async function deliver(
  lease: Leased,
  random: () => number,
  isStopping: () => boolean,
): Promise<void> {
  const { householdId, endpointId } = lease;
  // A worker that is told to end has one try to wait for, and leaves the rest to another.
  for (let count = 0; count < eventsPerTurn && !isStopping(); count += 1) {
    const event = await takeNext(lease);
    if (!event) return releaseEndpoint(lease);
    failPoint('event-taken');
    const outcome = await tell(lease, event);
    failPoint('event-answered');
    const goesOn = await settleEvent(lease, event, outcome, random());
    if (!goesOn) return;
    if (!(await renewLease(lease))) return;
  }
  await releaseEndpoint(lease);
  await enqueueLater(db(), { householdId, endpointId }, 0);
}

async function tell(lease: Leased, event: NextEvent): Promise<Outcome> {
  const { householdId, endpointId, url, secretSealed, previousSecretSealed } = lease;
  const { id, type, data, createdAt } = event;
  const place = { householdId, id: endpointId };
  const secrets = [openSecret(secretSealed, place)];
  if (previousSecretSealed !== null) {
    secrets.push(openSecret(previousSecretSealed, place, 'previousSecretSealed'));
  }
  const body = JSON.stringify({ id, type, createdAt: createdAt.toISOString(), householdId, data });
  const outcome = await sendEvent(url, { id, body, secrets });
  metrics().eventDeliveries.inc({ outcome: nameOutcome(outcome) });
  if (!outcome.delivered) {
    const { status, error } = outcome;
    log.info({ endpointId, host: new URL(url).host, status, error }, 'an event was not taken');
  }
  return outcome;
}

function nameOutcome({ delivered, gone, error }: Outcome): string {
  if (delivered) return 'delivered';
  return error ?? (gone ? 'gone' : 'refused');
}

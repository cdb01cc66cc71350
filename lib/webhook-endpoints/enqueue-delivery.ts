import 'server-only';
import { randomUUID } from 'node:crypto';
import type { Tx } from '#lib/db/client';
import { enqueue } from '#lib/jobs/enqueue';

export type EndpointRef = { householdId: string; endpointId: string };

/** What follows within it is told together. */
const gatherMs = 1_000;

/**
 * Has a worker look at what waits for an address, once this transaction commits. A job of its own each
 * time: under one key two commits of a household would wait for each other, and perhaps for ever.
 */
export function enqueueDelivery(
  tx: Pick<Tx, '$executeRaw'>,
  ref: EndpointRef,
  delayMs = gatherMs,
): Promise<void> {
  return enqueue(tx, 'deliver-events', ref, { key: `events:${randomUUID()}`, delayMs });
}

/** The same for an address that somebody is at, or that is not due yet: one job, however many want it. */
export function enqueueLater(
  tx: Pick<Tx, '$executeRaw'>,
  ref: EndpointRef,
  delayMs: number,
): Promise<void> {
  const key = `events:${ref.endpointId}`;
  return enqueue(tx, 'deliver-events', ref, { key, delayMs });
}

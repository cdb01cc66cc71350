import 'server-only';
import { db } from '#lib/db/client';
import type { Leased } from './claim-endpoint.ts';
import { isMergeable } from './events.ts';

/** As many that wait are looked through for such as say the same. */
const batchSize = 1_000;

export type NextEvent = {
  id: string;
  type: string;
  data: object;
  attempts: number;
  createdAt: Date;
};

/**
 * What is to be sent next. Others that say the same and were never tried go into it: all of them are of
 * commits that are done, so that whoever asks the API when told finds what any of them told of. One that was
 * tried takes nothing in: its receiver may have it already, and passes over what comes under its id.
 */
export async function takeNext(lease: Leased): Promise<NextEvent | null> {
  const { householdId, endpointId } = lease;
  const waiting = await db().webhookDelivery.findMany({
    where: { householdId, endpointId, state: 'waiting' },
    select: { id: true, type: true, data: true, attempts: true, createdAt: true },
    orderBy: { id: 'asc' },
    take: batchSize,
  });
  const [first, ...others] = waiting;
  if (!first) return null;
  const next = { ...first, data: first.data as object };
  if (first.attempts > 0 || !isMergeable(first.type)) return next;
  const said = JSON.stringify(first.data);
  const same = others.filter(
    ({ type, data, attempts }) =>
      attempts === 0 && type === first.type && JSON.stringify(data) === said,
  );
  if (same.length > 0)
    await merge(
      lease,
      first.id,
      same.map(({ id }) => id),
    );
  return next;
}

async function merge({ householdId }: Leased, id: string, ids: string[]): Promise<void> {
  await db().$transaction(async (tx) => {
    const { count } = await tx.webhookDelivery.deleteMany({
      where: { householdId, id: { in: ids }, state: 'waiting', attempts: 0 },
    });
    await tx.webhookDelivery.updateMany({
      where: { householdId, id },
      data: { merged: { increment: count } },
    });
  });
}

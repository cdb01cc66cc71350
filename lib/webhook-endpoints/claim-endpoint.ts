import 'server-only';
import { randomUUID } from 'node:crypto';
import { db } from '#lib/db/client';
import type { EndpointRef } from './enqueue-delivery.ts';

/** Twice as long as one try takes at most; renewed before each. */
const leaseSeconds = 20;

export type Leased = EndpointRef & {
  leaseId: string;
  url: string;
  secretSealed: string;
  /** Null: it signs no more. */
  previousSecretSealed: string | null;
};

/**
 * Has one address to oneself. `held`: another worker is at it. `nothing`: it is not there, not on, or not
 * due, and a job for when it is was left by whoever put it off.
 */
export async function claimEndpoint(ref: EndpointRef): Promise<Leased | 'held' | 'nothing'> {
  const { householdId, endpointId } = ref;
  const leaseId = randomUUID();
  const [row] = await db().$queryRaw<Omit<Leased, keyof EndpointRef | 'leaseId'>[]>`
    UPDATE "WebhookEndpoint" SET "leaseId" = ${leaseId}::uuid,
      "leaseUntil" = now() + make_interval(secs => ${leaseSeconds})
    WHERE "householdId" = ${householdId}::uuid AND "id" = ${endpointId}::uuid
      AND "state" = 'on' AND "nextTryAt" <= now()
      AND ("leaseUntil" IS NULL OR "leaseUntil" <= now())
    RETURNING "url", "secretSealed",
      CASE WHEN "previousUntil" > now() THEN "previousSecretSealed" END AS "previousSecretSealed"`;
  if (row) return { ...ref, leaseId, ...row };
  const held = await db().webhookEndpoint.count({
    where: { householdId, id: endpointId, state: 'on', leaseUntil: { gt: new Date() } },
  });
  return held > 0 ? 'held' : 'nothing';
}

/** False where it is somebody else's by now, or its member paused or removed it. */
export async function renewLease({ householdId, endpointId, leaseId }: Leased): Promise<boolean> {
  const count = await db().$executeRaw`
    UPDATE "WebhookEndpoint" SET "leaseUntil" = now() + make_interval(secs => ${leaseSeconds})
    WHERE "householdId" = ${householdId}::uuid AND "id" = ${endpointId}::uuid
      AND "leaseId" = ${leaseId}::uuid AND "state" = 'on'`;
  return count === 1;
}

export async function releaseEndpoint({ householdId, endpointId, leaseId }: Leased): Promise<void> {
  await db().webhookEndpoint.updateMany({
    where: { householdId, id: endpointId, leaseId },
    data: { leaseId: null, leaseUntil: null },
  });
}

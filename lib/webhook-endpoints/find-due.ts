import 'server-only';
import { db } from '#lib/db/client';
import type { EndpointRef } from './enqueue-delivery.ts';

const batchSize = 500;

/** Addresses for which something waits that is due, and at which no worker is. */
export function listEndpointsDue(): Promise<EndpointRef[]> {
  return db().$queryRaw<EndpointRef[]>`
    SELECT e."householdId", e."id" AS "endpointId" FROM "WebhookEndpoint" e
    WHERE e."state" = 'on' AND e."nextTryAt" <= now()
      AND (e."leaseUntil" IS NULL OR e."leaseUntil" <= now())
      AND EXISTS (SELECT FROM "WebhookDelivery" d
        WHERE d."householdId" = e."householdId" AND d."endpointId" = e."id"
          AND d."state" = 'waiting' AND d."createdAt" < now() - interval '10 seconds')
    LIMIT ${batchSize}`;
}

import 'server-only';
import { db } from '#lib/db/client';
import type { PuzzlingWebhookDto } from './contract.ts';

const listLimit = 50;
/** A webhook may overtake the exchange that makes its Item, not by more. */
const strangerMinutes = 10;

/**
 * Webhooks that nobody knew what to do with, newest first: codes we have not heard of, and Items
 * that are not here. Their bodies stay in the database.
 */
export async function listPuzzlingWebhooks(): Promise<PuzzlingWebhookDto[]> {
  const rows = await db().$queryRaw<(Omit<PuzzlingWebhookDto, 'receivedAt'> & { at: Date })[]>`
    (SELECT "id", "webhookType" AS "type", "webhookCode" AS "code", "plaidItemId",
      'unknown_code' AS "why", "deliveries", "receivedAt" AS "at"
    FROM "WebhookLog" WHERE "outcome" = 'unknown' ORDER BY "receivedAt" DESC LIMIT ${listLimit})
    UNION ALL
    (SELECT "id", "webhookType", "webhookCode", "plaidItemId", 'unknown_item', "deliveries",
      "receivedAt"
    FROM "WebhookLog" WHERE "handledAt" IS NULL AND "plaidItemId" IS NOT NULL
      AND "receivedAt" < now() - make_interval(mins => ${strangerMinutes})
      AND NOT EXISTS (SELECT FROM "ItemDirectory" d WHERE d."plaidItemId" = "WebhookLog"."plaidItemId")
    ORDER BY "receivedAt" DESC LIMIT ${listLimit})
    ORDER BY "at" DESC LIMIT ${listLimit}`;
  return rows.map(({ at, ...row }) => ({ ...row, receivedAt: at.toISOString() }));
}

import 'server-only';
import { db } from '#lib/db/client';
import type { ItemRef } from '#lib/sync/ports';

export type LiveRow = {
  id: string;
  plaidTransactionId: string;
  plaidPendingId: string | null;
  plaidAccountId: string;
  amountMinor: number;
  currency: string | null;
  date: string;
  pending: boolean;
};

export type StoredItem = {
  cursor: string | null;
  requested: number;
  done: number;
  leased: boolean;
  /** The sweep is due to look at it. */
  untouched: boolean;
  leaving: boolean;
  removed: boolean;
  hasToken: boolean;
  errorCode: string | null;
  /** A webhook of it waits to be handled, or a job of it to be run now. */
  hasWork: boolean;
  rows: LiveRow[];
};

/** An Item and its live rows as of one moment: one statement sees one snapshot. Null = deleted. */
export async function readItem({ householdId, itemId }: ItemRef): Promise<StoredItem | null> {
  const [item] = await db().$queryRaw<StoredItem[]>`
    SELECT i."transactionsCursor" AS "cursor", i."requestedSeq"::int AS "requested",
      i."doneSeq"::int AS "done", COALESCE(i."leaseUntil" > now(), false) AS "leased",
      COALESCE(i."lastAttemptAt" < now() - interval '4 hours', true) AS "untouched",
      i."removeRequestedAt" IS NOT NULL AS "leaving", i."removedAt" IS NOT NULL AS "removed",
      i."accessTokenSealed" IS NOT NULL AS "hasToken", i."errorCode",
      EXISTS (SELECT FROM "WebhookLog" w
        WHERE w."plaidItemId" = i."plaidItemId" AND w."handledAt" IS NULL)
      OR EXISTS (SELECT FROM graphile_worker._private_jobs j
        WHERE j."key" IN ('sync:' || i."id", 'remove:' || i."id")
          AND j."run_at" <= now() AND j."locked_at" IS NULL) AS "hasWork",
      COALESCE((SELECT json_agg(json_build_object(
        'id', t."id", 'plaidTransactionId', t."plaidTransactionId",
        'plaidPendingId', t."plaidPendingId", 'plaidAccountId', a."plaidAccountId",
        'amountMinor', t."amountMinor", 'currency', t."currency",
        'date', t."date", 'pending', t."pending") ORDER BY t."id")
        FROM "Transaction" t
        JOIN "Account" a ON a."householdId" = t."householdId" AND a."id" = t."accountId"
        WHERE t."householdId" = i."householdId" AND t."itemId" = i."id"
          AND t."removedAt" IS NULL), '[]') AS "rows"
    FROM "Item" i
    WHERE i."householdId" = ${householdId}::uuid AND i."id" = ${itemId}::uuid`;
  return item ?? null;
}

export function describeRow(row: LiveRow): string {
  const { plaidTransactionId: id, plaidAccountId: account, currency, date, pending } = row;
  return `${id} ${account} ${row.amountMinor} ${currency} ${date} ${pending}`;
}

/**
 * How many changes a cursor of the sandbox stands for; null when it is not one of this Item's.
 * Plaid's own are opaque; that these can be read is what makes I1 checkable at any moment.
 */
export function readPosition(cursor: string, plaidItemId: string): number | null {
  const [, itemId, , , , position] = JSON.parse(Buffer.from(cursor, 'base64').toString()) as [
    number,
    string,
    string | null,
    number,
    number,
    number,
  ];
  return itemId === plaidItemId ? position : null;
}

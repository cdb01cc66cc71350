import 'server-only';
import { z } from 'zod';
import { db, Prisma } from '#lib/db/client';
import { decodeCursor, encodeCursor } from '#lib/db/list-cursor';
import type { DeliveryDto, DeliveryListQuery, DeliveryPage } from './contract.ts';

const position = z.object({ at: z.iso.datetime(), id: z.uuid() });

const conditions: Record<DeliveryListQuery['show'], Prisma.Sql> = {
  all: Prisma.sql`true`,
  waiting: Prisma.sql`w."handledAt" IS NULL`,
  unknown: Prisma.sql`w."outcome" = 'unknown'`,
};

/** Webhooks of Plaid's as they came, the newest first, without their bodies: for operators alone. */
export async function listDeliveries({
  show,
  cursor,
  limit,
}: DeliveryListQuery): Promise<DeliveryPage> {
  const before = cursor ? decodeCursor(cursor, position) : null;
  const rows = await db().$queryRaw<Row[]>`
    SELECT w."id", w."webhookType" AS "type", w."webhookCode" AS "code", d."itemId", w."plaidItemId",
      w."outcome", w."deliveries", w."issuedAt", w."receivedAt", w."handledAt"
    FROM "WebhookLog" w LEFT JOIN "ItemDirectory" d ON d."plaidItemId" = w."plaidItemId"
    WHERE ${conditions[show]} AND ${
      before
        ? Prisma.sql`(w."receivedAt", w."id") < (${before.at}::timestamptz, ${before.id}::uuid)`
        : Prisma.sql`true`
    }
    ORDER BY w."receivedAt" DESC, w."id" DESC LIMIT ${limit + 1}`;
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(toDeliveryDto),
    nextCursor:
      last && rows.length > limit
        ? encodeCursor({ at: last.receivedAt.toISOString(), id: last.id })
        : null,
  };
}

type Row = Omit<DeliveryDto, 'receivedAt' | 'wayMs' | 'handledMs'> & {
  issuedAt: Date;
  receivedAt: Date;
  handledAt: Date | null;
};

function toDeliveryDto({ issuedAt, receivedAt, handledAt, ...row }: Row): DeliveryDto {
  return {
    ...row,
    receivedAt: receivedAt.toISOString(),
    // Plaid's clock and ours: a signature of later than now came at once.
    wayMs: Math.max(0, receivedAt.getTime() - issuedAt.getTime()),
    handledMs: handledAt && Math.max(0, handledAt.getTime() - receivedAt.getTime()),
  };
}

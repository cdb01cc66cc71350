import 'server-only';
import { Prisma, type Tx } from '#lib/db/client';
import { keptRows } from './kept-rows.ts';

/** SQL: the ids of the attachments of the new row, which a query calls `n`, as JSON. */
export const attachmentsOfNew = Prisma.sql`(
  SELECT COALESCE(jsonb_agg(f."id"), '[]') FROM "Attachment" f
  WHERE f."householdId" = n."householdId" AND f."transactionId" = n."id")`;

/**
 * Each of two rows that were joined has its own attachments again; what was put to them since stays with the
 * old one. Comes after the new rows are back.
 */
export async function partAttachments(
  tx: Tx,
  householdId: string,
  relinkId: string,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Attachment" f SET "transactionId" = (r."joined"->>'id')::uuid
    FROM ${keptRows(householdId, relinkId)}
    WHERE r."joined"->'attachments' ? f."id"::text
      AND f."householdId" = r."householdId" AND f."transactionId" = r."transactionId"`;
}

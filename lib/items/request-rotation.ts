import 'server-only';
import { installationLog, recordAudit } from '#lib/audit/record-audit';
import { db, type Tx } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { enqueue } from '#lib/jobs/enqueue';
import type { ItemRef } from '#lib/sync/ports';
import type { RotationDto } from './contract.ts';

const batchSize = 500;
const listLimit = 50;

/**
 * An operator wants another access token for an Item, because the one in use may have been seen. A
 * job does it, however often it fails.
 *
 * @param itemId  ours, or Plaid's
 * @throws AppError not_found when there is no such Item with a token in use
 */
export async function requestRotation(itemId: string): Promise<RotationDto> {
  return db().$transaction((tx) => markRotation(tx, itemId));
}

async function markRotation(tx: Tx, itemId: string): Promise<RotationDto> {
  const [item] = await tx.$queryRaw<(ItemRef & { plaidItemId: string; at: Date })[]>`
    UPDATE "Item" SET "rotationRequestedAt" = COALESCE("rotationRequestedAt", now())
    WHERE ("id"::text = ${itemId} OR "plaidItemId" = ${itemId})
      AND "accessTokenSealed" IS NOT NULL AND "removeRequestedAt" IS NULL AND "stopReason" IS NULL
    RETURNING "householdId", "id" AS "itemId", "plaidItemId", "rotationRequestedAt" AS "at"`;
  if (!item) throw new AppError('not_found', 'There is no connection of that id in use.');
  const { householdId, itemId: id, plaidItemId, at } = item;
  await enqueue(tx, 'rotate-token', { householdId, itemId: id }, { key: `rotate:${id}` });
  await recordAudit(tx, installationLog, {
    kind: 'connection_handled',
    details: { act: 'rotate_token', itemId: id },
  });
  return { itemId: id, plaidItemId, status: 'under_way', at: at.toISOString() };
}

/** The latest rotations, of all households; ids only. */
export async function listLatestRotations(): Promise<RotationDto[]> {
  const rows = await db().$queryRaw<(Omit<RotationDto, 'at'> & { at: Date })[]>`
    SELECT "id" AS "itemId", "plaidItemId",
      CASE WHEN "rotationRequestedAt" IS NOT NULL THEN 'under_way'
        WHEN "stopReason" = 'token_lost' THEN 'lost' ELSE 'done' END AS "status",
      CASE WHEN "rotationRequestedAt" IS NOT NULL THEN "rotationRequestedAt"
        WHEN "stopReason" = 'token_lost' THEN "stoppedAt" ELSE "tokenRotatedAt" END AS "at"
    FROM "Item"
    WHERE "rotationRequestedAt" IS NOT NULL OR "stopReason" = 'token_lost'
      OR "tokenRotatedAt" IS NOT NULL
    ORDER BY "at" DESC LIMIT ${listLimit}`;
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** Rotations that were asked for and are not done. */
export function listRotations(): Promise<ItemRef[]> {
  return db().$queryRaw<ItemRef[]>`
    SELECT "householdId", "id" AS "itemId" FROM "Item"
    WHERE "rotationRequestedAt" IS NOT NULL AND "accessTokenSealed" IS NOT NULL
      AND "removeRequestedAt" IS NULL AND "stopReason" IS NULL LIMIT ${batchSize}`;
}

import 'server-only';
import { recordConsent } from '#lib/consents/record-consent';
import { db, type Tx } from '#lib/db/client';
import type { ItemStop } from '#lib/db/generated/enums';
import { classifyError } from '#lib/plaid/error-table';
import { renewProducts } from '#lib/products/request-products';

type ItemRef = { householdId: string; itemId: string };

/** Plaid says the Item is well again. What a person withdrew stays withdrawn. */
export async function clearItemError(tx: Tx, { householdId, itemId }: ItemRef): Promise<void> {
  await tx.item.updateMany({
    where: { householdId, id: itemId },
    data: {
      errorType: null,
      errorCode: null,
      errorDisplay: null,
      errorAt: null,
      failures: 0,
      retryAt: null,
    },
  });
}

/**
 * A person went through Link's update mode: whatever was withdrawn is given again, and whatever was
 * announced is averted. New accounts were offered when it was for choosing accounts.
 */
export async function markRepaired(tx: Tx, ref: ItemRef): Promise<void> {
  await clearItemError(tx, ref);
  await tx.item.updateMany({
    where: { householdId: ref.householdId, id: ref.itemId },
    data: { disconnectAverted: true },
  });
  await tx.$executeRaw`
    UPDATE "Item" i SET "newAccountsAt" = NULL
    WHERE i."householdId" = ${ref.householdId}::uuid AND i."id" = ${ref.itemId}::uuid
      AND EXISTS (SELECT FROM "LinkToken" t WHERE t."householdId" = i."householdId"
        AND t."input" @> ${JSON.stringify({ purpose: 'accounts', itemId: ref.itemId })}::jsonb
        AND t."createdAt" > i."newAccountsAt")`;
  await resumeItem(tx, ref);
  await renewProducts(tx, ref);
}

/**
 * No call is made for the Item from this commit on, and no sync that runs can commit. Harmless to
 * say twice: the first reason stands, unless all of the Item is withdrawn after one account was.
 */
export async function stopItem(
  tx: Tx,
  { householdId, itemId }: ItemRef,
  reason: ItemStop,
  at = new Date(),
): Promise<void> {
  const { count } = await tx.item.updateMany({
    where: {
      householdId,
      id: itemId,
      OR: [
        { stopReason: null },
        ...(reason === 'permission_revoked' ? [{ stopReason: 'account_revoked' as const }] : []),
      ],
    },
    data: { stopReason: reason, stoppedAt: at },
  });
  if (count > 0 && reason === 'permission_revoked') {
    await recordConsent(tx, { householdId, itemId }, 'withdrawn');
  }
}

/** Whether no call may be made for the Item but those that a person asks for. */
export async function isStopped({ householdId, itemId }: ItemRef): Promise<boolean> {
  const item = await db().item.findUnique({
    where: { householdId_id: { householdId, id: itemId } },
    select: { stopReason: true },
  });
  return item?.stopReason != null;
}

/** A person decided. What was lost at Plaid comes back by no decision. */
export async function resumeItem(tx: Tx, { householdId, itemId }: ItemRef): Promise<void> {
  await tx.item.updateMany({
    where: { householdId, id: itemId, stopReason: { not: 'token_lost' } },
    data: { stopReason: null, stoppedAt: null },
  });
}

/** Plaid says the Item has a problem; where a permission was withdrawn, no more calls are made. */
export async function setItemError(
  tx: Tx,
  { householdId, itemId }: ItemRef,
  error: { type: string; code: string; display: string | null },
): Promise<void> {
  await tx.item.updateMany({
    where: { householdId, id: itemId },
    data: {
      errorType: error.type,
      errorCode: error.code,
      errorDisplay: error.display,
      errorAt: new Date(),
    },
  });
  if (classifyError(error) === 'revoked') {
    await stopItem(tx, { householdId, itemId }, 'permission_revoked');
  }
}

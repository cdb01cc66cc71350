import 'server-only';
import { recordAudit } from '#lib/audit/record-audit';
import { UnsealError } from '#lib/crypto/seal';
import { db, Prisma } from '#lib/db/client';
import { releaseDuplicates } from '#lib/duplicates/release-duplicates';
import { deleteUnnamedSecurities } from '#lib/investments/write-securities';
import { publish } from '#lib/live/publish';
import { log } from '#lib/log';
import { removeItem } from '#lib/plaid/items';
import { deleteStatements } from '#lib/statements/mutations';
import type { ItemRef } from '#lib/sync/ports';
import { openAccessToken } from './access-token.ts';
import type { RemovalPorts } from './finish-disconnect.ts';
import { forgetItems } from './forget-items.ts';
import { itemNameColumns, itemNameOf } from './item-name.ts';

/** By then a call for a new token has ended, one way or the other. */
const rotationMs = 120_000;

/** Removal with PostgreSQL and Plaid. */
export const removalPorts: RemovalPorts = { store: { findMarked, forget }, plaid: { removeItem } };

async function findMarked(ref: ItemRef) {
  const item = await db().item.findUnique({
    where: { householdId_id: { householdId: ref.householdId, id: ref.itemId } },
    select: {
      accessTokenSealed: true,
      removeRequestedAt: true,
      keepHistory: true,
      plaidItemId: true,
      rotationCalledAt: true,
    },
  });
  if (!item?.removeRequestedAt) return null;
  refuseDuringRotation(item.rotationCalledAt);
  const { accessTokenSealed: sealed, keepHistory, plaidItemId } = item;
  return { accessToken: sealed && openIfPossible(ref, sealed, plaidItemId), keepHistory };
}

/**
 * While Plaid replaces the token, the stored one is dead: taking that for "gone" would leave the
 * Item alive at Plaid. A rotation that was cut short ends this wait by its age.
 */
function refuseDuringRotation(calledAt: Date | null): void {
  if (calledAt && Date.now() - calledAt.getTime() < rotationMs) {
    throw new Error('The access token is being replaced; the removal follows.');
  }
}

/** A token whose key is lost ends nothing at Plaid, and must not keep a person from leaving. */
function openIfPossible(ref: ItemRef, sealed: string, plaidItemId: string): string | null {
  try {
    return openAccessToken(ref, sealed);
  } catch (error) {
    if (!(error instanceof UnsealError)) throw error;
    const fields = { error, itemId: ref.itemId, plaidItemId };
    log.error(fields, 'an Item is forgotten that lives on at Plaid: have Plaid remove it');
    return null;
  }
}

async function forget(ref: ItemRef, keepHistory: boolean): Promise<void> {
  const { householdId, itemId } = ref;
  await db().$transaction(async (tx) => {
    // First: of an Item that is gone nobody knows any more.
    await publish(tx, householdId, ['items', 'accounts', 'transactions'], itemId);
    // Only as it was read: meanwhile the person may have chosen to delete the history after all.
    const where = { householdId, id: itemId, keepHistory };
    const item = await tx.item.findFirst({
      where,
      select: {
        accessTokenSealed: true,
        plaidItemId: true,
        ...itemNameColumns,
        member: { select: { userId: true } },
      },
    });
    if (!item) return;
    // Before what Plaid sent about it: a webhook that comes now waits, then finds it forgotten.
    await tx.itemDirectory.deleteMany({ where: { householdId, itemId } });
    // A connection kept as a record shows when it ended; without history nothing of it stays.
    if (keepHistory) {
      const data = { accessTokenSealed: null, removedAt: new Date() };
      await tx.item.updateMany({ where, data });
      await deleteStatements(tx, ref);
    } else {
      const leaving = Prisma.sql`k."itemId" = ${itemId}::uuid`;
      await releaseDuplicates(tx, householdId, leaving);
      await tx.item.deleteMany({ where });
      await deleteUnnamedSecurities(tx, householdId);
      await forgetItems(tx, householdId, [item]);
    }
    if (item.accessTokenSealed === null) return;
    const details = { itemId, bank: itemNameOf(item) };
    await recordAudit(tx, householdId, {
      kind: 'bank_removed',
      details,
      about: item.member?.userId,
    });
  });
}

import 'server-only';
import { db } from '#lib/db/client';
import { publish } from '#lib/live/publish';
import { removeItem } from '#lib/plaid/items';
import type { ItemRef } from '#lib/sync/ports';
import { openAccessToken } from './access-token.ts';
import type { RemovalPorts } from './finish-disconnect.ts';

/** Removal with PostgreSQL and Plaid. */
export const removalPorts: RemovalPorts = { store: { findMarked, forget }, plaid: { removeItem } };

async function findMarked(ref: ItemRef) {
  const item = await db().item.findUnique({
    where: { householdId_id: { householdId: ref.householdId, id: ref.itemId } },
    select: { accessTokenSealed: true, removeRequestedAt: true, keepHistory: true },
  });
  if (!item?.removeRequestedAt) return null;
  const { accessTokenSealed: sealed, keepHistory } = item;
  return { accessToken: sealed === null ? null : openAccessToken(ref, sealed), keepHistory };
}

async function forget({ householdId, itemId }: ItemRef, keepHistory: boolean): Promise<void> {
  await db().$transaction(async (tx) => {
    // A connection kept as a record shows when it ended; without history nothing of it stays.
    if (keepHistory) {
      await tx.item.updateMany({
        where: { householdId, id: itemId },
        data: { accessTokenSealed: null, removedAt: new Date() },
      });
    } else {
      await tx.item.deleteMany({ where: { householdId, id: itemId } });
    }
    await tx.itemDirectory.deleteMany({ where: { householdId, itemId } });
    await publish(tx, householdId, ['items', 'accounts', 'transactions']);
  });
}

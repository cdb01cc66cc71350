import 'server-only';
import { seal, unseal } from '#lib/crypto/seal';
import type { SealedPlace } from '#lib/crypto/sealed-columns';
import { db } from '#lib/db/client';
import { AppError } from '#lib/errors';

type ItemRef = { householdId: string; itemId: string };

/** Encrypts an Item's access token to its row. */
export function sealAccessToken(ref: ItemRef, accessToken: string): string {
  return seal(accessToken, placeOf(ref));
}

/** The one place where an access token comes out. */
export function openAccessToken(ref: ItemRef, sealed: string): string {
  return unseal(sealed, placeOf(ref));
}

/** @throws AppError not_found, or item_disconnected when the Item is removed or being removed */
export async function readAccessToken(householdId: string, itemId: string): Promise<string> {
  const item = await db().item.findUnique({
    where: { householdId_id: { householdId, id: itemId } },
    select: { accessTokenSealed: true, removeRequestedAt: true },
  });
  if (!item) throw new AppError('not_found', 'There is no such connection.');
  if (item.accessTokenSealed === null || item.removeRequestedAt !== null) {
    throw new AppError(
      'item_disconnected',
      'This connection was disconnected. Link the bank anew.',
    );
  }
  return openAccessToken({ householdId, itemId }, item.accessTokenSealed);
}

function placeOf({ householdId, itemId }: ItemRef): SealedPlace {
  return { table: 'Item', column: 'accessTokenSealed', householdId, rowId: itemId };
}

import 'server-only';
import { db } from '#lib/db/client';
import { enqueue } from '#lib/jobs/enqueue';
import { publish } from '#lib/live/publish';
import { log } from '#lib/log';
import { removeItem } from '#lib/plaid/items';
import { PlaidError } from '#lib/plaid/plaid-error';
import { openAccessToken } from './access-token.ts';
import type { DisconnectItemInput, ItemDto } from './contract.ts';
import { getItem } from './queries.ts';

/**
 * Marks a connection for removal; a job confirms it at Plaid, however often that fails. From this
 * commit on no sync of it can commit.
 *
 * @throws AppError not_found
 */
export async function disconnectItem(
  householdId: string,
  itemId: string,
  { history }: DisconnectItemInput,
): Promise<ItemDto> {
  await db().$transaction(async (tx) => {
    const { count } = await tx.item.updateMany({
      where: { householdId, id: itemId, removeRequestedAt: null },
      data: { removeRequestedAt: new Date(), keepHistory: history === 'keep' },
    });
    if (count === 0) return;
    await enqueue(tx, 'remove-item', { householdId, itemId }, { key: `remove:${itemId}` });
    await publish(tx, householdId, ['items', 'accounts', 'transactions']);
  });
  return getItem(householdId, itemId);
}

/**
 * Removes a marked Item at Plaid, then drops its token and, if so chosen, its history. Run by the
 * worker until it succeeds.
 *
 * @throws PlaidError when Plaid did not confirm: the job is tried again
 */
export async function finishDisconnect(householdId: string, itemId: string): Promise<void> {
  const item = await db().item.findUnique({
    where: { householdId_id: { householdId, id: itemId } },
    select: { accessTokenSealed: true, removeRequestedAt: true, keepHistory: true },
  });
  if (!item?.removeRequestedAt) return;
  if (item.accessTokenSealed !== null) {
    await removeAtPlaid(openAccessToken({ householdId, itemId }, item.accessTokenSealed));
  }
  await db().$transaction(async (tx) => {
    // A connection kept as a record shows when it ended; without history nothing of it stays.
    if (item.keepHistory) {
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
  log.info({ itemId, keepHistory: item.keepHistory }, 'item removed');
}

/** An Item that Plaid no longer knows is as removed as it can be. */
async function removeAtPlaid(accessToken: string): Promise<void> {
  const gone = new Set(['ITEM_NOT_FOUND', 'INVALID_ACCESS_TOKEN', 'ITEM_CONCURRENTLY_DELETED']);
  try {
    await removeItem(accessToken);
  } catch (error) {
    if (error instanceof PlaidError && gone.has(error.code)) return;
    throw error;
  }
}

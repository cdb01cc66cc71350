import 'server-only';
import { db } from '#lib/db/client';
import { enqueue } from '#lib/jobs/enqueue';
import { publish } from '#lib/live/publish';
import type { DisconnectItemInput, ItemDto } from './contract.ts';
import { getItem } from './queries.ts';
import { recordItem } from './record-item.ts';

/**
 * Marks a connection for removal; a job confirms it at Plaid, however often that fails. From this
 * commit on no sync of it can commit. Whoever kept the history may still have it deleted later, not
 * the other way round.
 *
 * @throws AppError not_found
 */
export async function disconnectItem(
  householdId: string,
  itemId: string,
  { history }: DisconnectItemInput,
): Promise<ItemDto> {
  return db().$transaction(async (tx) => {
    const isOpen = { removeRequestedAt: null };
    const { count } = await tx.item.updateMany({
      where: {
        householdId,
        id: itemId,
        OR: history === 'delete' ? [isOpen, { keepHistory: true }] : [isOpen],
      },
      data: { removeRequestedAt: new Date(), removedAt: null, keepHistory: history === 'keep' },
    });
    if (count > 0) {
      await enqueue(tx, 'remove-item', { householdId, itemId }, { key: `remove:${itemId}` });
      await publish(tx, householdId, ['items', 'accounts', 'transactions']);
      const ref = { householdId, itemId };
      await recordItem(tx, ref, { kind: 'bank_disconnected', details: { history } });
    }
    // Before the commit: right after it the worker may have deleted the Item already.
    return getItem(householdId, itemId, tx);
  });
}

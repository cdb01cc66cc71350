import 'server-only';
import { recordConsent } from '#lib/consents/record-consent';
import { db, type Tx } from '#lib/db/client';
import { enqueue } from '#lib/jobs/enqueue';
import { publish } from '#lib/live/publish';
import { requireOwnItem, type Viewer } from '#lib/privacy/viewer';
import type { DisconnectItemInput, ItemDto } from './contract.ts';
import { getItem } from './queries.ts';
import { recordItem } from './record-item.ts';

type ItemRef = { householdId: string; itemId: string };

/**
 * Marks a connection for removal; a job confirms it at Plaid, however often that fails. From this
 * commit on no sync of it can commit. Whoever kept the history may still have it deleted later, not
 * the other way round.
 *
 * @throws AppError not_found; forbidden when another member linked it
 */
export async function disconnectItem(
  viewer: Viewer,
  itemId: string,
  input: DisconnectItemInput,
): Promise<ItemDto> {
  await requireOwnItem(viewer, itemId);
  return db().$transaction(async (tx) => {
    await requestRemoval(tx, { householdId: viewer.householdId, itemId }, input);
    // Before the commit: right after it the worker may have deleted the Item already.
    return getItem(viewer, itemId, tx);
  });
}

/** Marks it, whoever decided that. */
export async function requestRemoval(
  tx: Tx,
  { householdId, itemId }: ItemRef,
  { history }: DisconnectItemInput,
): Promise<void> {
  const isOpen = { removeRequestedAt: null };
  const { count } = await tx.item.updateMany({
    where: {
      householdId,
      id: itemId,
      OR: history === 'delete' ? [isOpen, { keepHistory: true }] : [isOpen],
    },
    data: { removeRequestedAt: new Date(), removedAt: null, keepHistory: history === 'keep' },
  });
  if (count === 0) return;
  await recordConsent(tx, { householdId, itemId }, 'withdrawn');
  await enqueue(tx, 'remove-item', { householdId, itemId }, { key: `remove:${itemId}` });
  await publish(tx, householdId, ['items', 'accounts', 'transactions'], itemId);
  const ref = { householdId, itemId };
  await recordItem(tx, ref, { kind: 'bank_disconnected', details: { history } });
}

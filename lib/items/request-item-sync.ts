import 'server-only';
import { recordConsent } from '#lib/consents/record-consent';
import { db } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { enqueue } from '#lib/jobs/enqueue';
import { publish } from '#lib/live/publish';
import { requireOwnItem, type Viewer } from '#lib/privacy/viewer';
import { requestSync } from '#lib/sync/request-sync';
import type { ItemDto } from './contract.ts';
import { markRepaired } from './mutations.ts';
import { getItem } from './queries.ts';
import { recordItem } from './record-item.ts';

/** A person wants this connection synced now. @throws AppError not_found or item_disconnected */
export async function requestItemSync(viewer: Viewer, itemId: string): Promise<ItemDto> {
  return wake(viewer, itemId, 'person');
}

/**
 * Link's update mode ended well. The error is cleared by this, and stated again by the sync it
 * starts if the bank still refuses.
 *
 * @throws AppError not_found, forbidden when another member linked it, or item_disconnected
 */
export async function markItemRepaired(viewer: Viewer, itemId: string): Promise<ItemDto> {
  await requireOwnItem(viewer, itemId);
  return wake(viewer, itemId, 'repaired');
}

async function wake(
  viewer: Viewer,
  itemId: string,
  trigger: 'person' | 'repaired',
): Promise<ItemDto> {
  const ref = { householdId: viewer.householdId, itemId };
  const { state } = await getItem(viewer, itemId);
  const woken = await db().$transaction(async (tx) => {
    if (trigger === 'repaired') {
      await markRepaired(tx, ref);
      await enqueue(tx, 'refresh-item', ref, { key: `refresh:${itemId}` });
    }
    const done = await requestSync(tx, ref, trigger);
    await publish(tx, ref.householdId, ['items'], itemId);
    // Before the commit: what the sync brings, which may be done right after it, is told against this.
    const item = await getItem(viewer, itemId, tx);
    if (trigger === 'repaired') {
      await recordConsent(tx, ref, 'renewed');
      await recordItem(tx, ref, { kind: 'bank_repaired', details: {} });
    }
    return done ? item : null;
  });
  if (woken) return woken;
  throw new AppError('item_disconnected', `This connection is ${state.label.toLowerCase()}.`);
}

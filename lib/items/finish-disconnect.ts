import 'server-only';
import { failPoint } from '#lib/fail-point';
import { log } from '#lib/log';
import { PlaidError } from '#lib/plaid/plaid-error';
import type { ItemRef } from '#lib/sync/ports';

/** What finishing a removal needs of the world; see lib/sync/ports.ts. */
export type RemovalPorts = {
  store: {
    /** Null when the Item is gone or nobody asked to remove it; no token = removed at Plaid. */
    findMarked: (
      ref: ItemRef,
    ) => Promise<{ accessToken: string | null; keepHistory: boolean } | null>;
    /** Drops the token, and the Item with all its rows unless its history is kept. */
    forget: (ref: ItemRef, keepHistory: boolean) => Promise<void>;
  };
  plaid: { removeItem: (accessToken: string) => Promise<void> };
};

/**
 * Removes a marked Item at Plaid, then drops its token and, if so chosen, its history. Run by the
 * worker until it succeeds.
 *
 * @throws PlaidError when Plaid did not confirm: the job is tried again
 */
export async function finishDisconnect(
  { store, plaid }: RemovalPorts,
  ref: ItemRef,
): Promise<void> {
  const item = await store.findMarked(ref);
  if (!item) return;
  failPoint('remove-marked');
  if (item.accessToken !== null) await removeAtPlaid(plaid, item.accessToken);
  failPoint('remove-confirmed');
  await store.forget(ref, item.keepHistory);
  failPoint('remove-forgotten');
  log.info({ itemId: ref.itemId, keepHistory: item.keepHistory }, 'item removed');
}

/** An Item that Plaid no longer knows is as removed as it can be. */
async function removeAtPlaid(plaid: RemovalPorts['plaid'], accessToken: string): Promise<void> {
  const gone = new Set(['ITEM_NOT_FOUND', 'INVALID_ACCESS_TOKEN', 'ITEM_CONCURRENTLY_DELETED']);
  try {
    await plaid.removeItem(accessToken);
  } catch (error) {
    if (error instanceof PlaidError && gone.has(error.code)) return;
    throw error;
  }
}

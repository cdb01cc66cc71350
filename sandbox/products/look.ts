import { nextMidnight } from '../dates.ts';
import { lookAtInvestments } from '../investments/look.ts';
import { findItem, type Item } from '../items/item.ts';
import { lookAtLiabilities } from '../liabilities/look.ts';
import type { Sandbox } from '../sandbox.ts';
import { setTimer } from '../schedule/timers.ts';
import { enqueueWebhook } from '../webhooks/outbox.ts';
import { listWatches, type Watch, type WatchedProduct } from './watch.ts';

/** The daily look at all watched products of an Item; a broken login waits until it is repaired. */
export function runProductUpdates(sandbox: Sandbox, itemId: string): void {
  const item = findItem(sandbox.db, itemId);
  if (!item || item.removedAt !== null || item.errorCode !== null) {
    return;
  }
  for (const watch of listWatches(sandbox, itemId)) {
    look(sandbox, item, watch);
  }
  setTimer(sandbox, 'product-update', itemId, nextMidnight(sandbox.clock.now()));
}

/** Looks at one product now, because somebody asked for it. */
export function lookNow(sandbox: Sandbox, item: Item, product: WatchedProduct): void {
  const watch = listWatches(sandbox, item.itemId).find((row) => row.product === product);
  if (watch) {
    sandbox.db.transaction(() => look(sandbox, item, watch));
  }
}

function look(sandbox: Sandbox, item: Item, watch: Watch): void {
  const seen = watch.seen_json === null ? null : JSON.parse(watch.seen_json);
  const result =
    watch.product === 'investments'
      ? lookAtInvestments(sandbox, item, seen, watch.announce_history === 1)
      : lookAtLiabilities(sandbox, item, seen);
  sandbox.db.run(
    'UPDATE product_watches SET seen_json = ?, looked_at = ? WHERE item_id = ? AND product = ?',
    JSON.stringify(result.seen),
    sandbox.clock.now(),
    item.itemId,
    watch.product,
  );
  for (const body of result.webhooks) {
    enqueueWebhook(sandbox, item, body);
  }
}

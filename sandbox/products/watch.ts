import type { Item } from '../items/item.ts';
import type { Product } from '../plaid/fields.ts';
import type { Sandbox } from '../sandbox.ts';
import { setTimer } from '../schedule/timers.ts';

/** The products whose data changes on its own, so that somebody has to look. */
export type WatchedProduct = 'investments' | 'liabilities';

export interface Watch {
  item_id: string;
  product: WatchedProduct;
  seen_json: string | null;
  looked_at: number | null;
  announce_history: number;
}

/** From now on the sandbox looks at this product once a day, for the first time soon. */
export function watchProduct(sandbox: Sandbox, item: Item, product: Product): void {
  if (product !== 'investments' && product !== 'liabilities') {
    return;
  }
  sandbox.db.run(
    'INSERT INTO product_watches (item_id, product) VALUES (?, ?) ON CONFLICT DO NOTHING',
    item.itemId,
    product,
  );
  const soon = sandbox.clock.now() + sandbox.config.initialDelayMs;
  setTimer(sandbox, 'product-update', item.itemId, soon);
}

/** When the product was last looked at; null before the first time. */
export function findLastLook(
  sandbox: Sandbox,
  itemId: string,
  product: WatchedProduct,
): number | null {
  return listWatches(sandbox, itemId).find((watch) => watch.product === product)?.looked_at ?? null;
}

/** The caller waits for the history: the first look ends with HISTORICAL_UPDATE. */
export function announceHistory(sandbox: Sandbox, itemId: string): void {
  sandbox.db.run(
    `UPDATE product_watches SET announce_history = 1
     WHERE item_id = ? AND product = 'investments' AND looked_at IS NULL`,
    itemId,
  );
}

/** After a repaired login: catches up. */
export function resumeProductUpdates(sandbox: Sandbox, itemId: string): void {
  if (listWatches(sandbox, itemId).length > 0) {
    setTimer(sandbox, 'product-update', itemId, sandbox.clock.now());
  }
}

export function listWatches(sandbox: Sandbox, itemId: string): Watch[] {
  return sandbox.db.all<Watch>(
    'SELECT * FROM product_watches WHERE item_id = ? ORDER BY product',
    itemId,
  );
}

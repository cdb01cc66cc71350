import type { Item } from '../items/item.ts';
import { PlaidFailure } from '../plaid/failure.ts';
import { lookNow } from '../products/look.ts';
import { announceHistory, findLastLook } from '../products/watch.ts';
import type { Sandbox } from '../sandbox.ts';

/**
 * The first call for an Item blocks at Plaid until the books have been read, unless it asks not to wait: then
 * it is told to come back, and HISTORICAL_UPDATE follows.
 */
export function requireHistory(sandbox: Sandbox, item: Item, isAsync: boolean): void {
  if (findLastLook(sandbox, item.itemId, 'investments') !== null) {
    return;
  }
  if (isAsync) {
    announceHistory(sandbox, item.itemId);
    throw new PlaidFailure('PRODUCT_NOT_READY');
  }
  lookNow(sandbox, item, 'investments');
}

import type { Sandbox } from '../sandbox.ts';
import { clearTimers } from '../schedule/timers.ts';

/** Forgets an Item's data. The row itself stays, so that its tokens answer ITEM_NOT_FOUND for good. */
export function removeItem(sandbox: Sandbox, itemId: string): void {
  const { db, clock } = sandbox;
  db.transaction(() => {
    clearTimers(sandbox, itemId);
    db.run('DELETE FROM changes WHERE item_id = ?', itemId);
    db.run('DELETE FROM transactions WHERE item_id = ?', itemId);
    db.run('DELETE FROM statement_periods WHERE item_id = ?', itemId);
    db.run('DELETE FROM product_watches WHERE item_id = ?', itemId);
    db.run('DELETE FROM accounts WHERE item_id = ?', itemId);
    db.run(
      "UPDATE items SET removed_at = ?, webhook = NULL, password = '' WHERE item_id = ?",
      clock.now(),
      itemId,
    );
  });
}

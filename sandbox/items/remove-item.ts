import type { Sandbox } from '../sandbox.ts';
import { clearTimers, setTimer } from '../schedule/timers.ts';

/** Rows deleted at a time: some twenty milliseconds of work. */
const purgeSize = 200;

/** Ends an Item at once. The row itself stays, so that its tokens answer ITEM_NOT_FOUND for good. */
export function removeItem(sandbox: Sandbox, itemId: string): void {
  const { db, clock } = sandbox;
  db.transaction(() => {
    clearTimers(sandbox, itemId);
    db.run('DELETE FROM statement_periods WHERE item_id = ?', itemId);
    db.run('DELETE FROM processor_tokens WHERE item_id = ?', itemId);
    db.run('DELETE FROM recurring_watches WHERE item_id = ?', itemId);
    db.run('DELETE FROM product_watches WHERE item_id = ?', itemId);
    db.run(
      "UPDATE items SET removed_at = ?, webhook = NULL, password = '' WHERE item_id = ?",
      clock.now(),
      itemId,
    );
    purgeItem(sandbox, itemId);
  });
}

/** Forgets a removed Item's data; of a big one a part, and sets the timer for the next. */
export function purgeItem(sandbox: Sandbox, itemId: string): void {
  const { db, clock } = sandbox;
  const transactions = db.run(
    `DELETE FROM transactions WHERE rowid IN
       (SELECT rowid FROM transactions WHERE item_id = ? LIMIT ?)`,
    itemId,
    purgeSize,
  );
  const changes = db.run(
    `DELETE FROM changes WHERE item_id = ? AND seq <=
       (SELECT max(seq) FROM (SELECT seq FROM changes WHERE item_id = ? ORDER BY seq LIMIT ?))`,
    itemId,
    itemId,
    purgeSize,
  );
  if (transactions === purgeSize || changes === purgeSize) {
    setTimer(sandbox, 'purge', itemId, clock.now());
  } else {
    db.run('DELETE FROM accounts WHERE item_id = ?', itemId);
  }
}

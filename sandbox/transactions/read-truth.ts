import type { Item } from '../items/item.ts';
import type { Database } from '../store/database.ts';
import { findHead } from './read-page.ts';
import type { StoredTransaction } from './transaction.ts';

interface Truth {
  /** The head of the change log: how many changes there have been. */
  cursor_head: number;
  total_transactions: number;
  transactions: StoredTransaction[];
  next_offset: number | null;
}

/** Every transaction that stands now, in the order of its last change. */
export function readTruth(db: Database, item: Item, limit: number, offset: number): Truth {
  const rows = db.all<{ body_json: string }>(
    `SELECT body_json FROM transactions
     WHERE item_id = ? AND removed = 0
       AND account_id IN (SELECT account_id FROM accounts WHERE item_id = ? AND selected = 1)
     ORDER BY changed_seq LIMIT ? OFFSET ?`,
    item.itemId,
    item.itemId,
    limit,
    offset,
  );
  const total =
    db.get<{ total: number }>(
      `SELECT count(*) AS total FROM transactions
       WHERE item_id = ? AND removed = 0
         AND account_id IN (SELECT account_id FROM accounts WHERE item_id = ? AND selected = 1)`,
      item.itemId,
      item.itemId,
    )?.total ?? 0;
  const end = offset + rows.length;
  return {
    cursor_head: findHead(db, { itemId: item.itemId, accountId: null }),
    total_transactions: total,
    transactions: rows.map((row) => JSON.parse(row.body_json) as StoredTransaction),
    next_offset: end < total ? end : null,
  };
}

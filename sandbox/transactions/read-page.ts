import { PlaidFailure } from '../plaid/failure.ts';
import type { Database } from '../store/database.ts';
import type { Cursor } from './cursor.ts';

export interface PageRow {
  transaction_id: string;
  account_id: string;
  created_seq: number;
  changed_seq: number;
  removed: number;
  original_description: string | null;
  body_json: string;
}

export interface Page {
  added: PageRow[];
  modified: PageRow[];
  removed: PageRow[];
  next: Cursor;
  hasMore: boolean;
}

/**
 * The next `count` changes after a cursor, oldest first. Throws
 * TRANSACTIONS_SYNC_MUTATION_DURING_PAGINATION when the data changed since the first page of this pass.
 */
export function readPage(db: Database, cursor: Cursor, count: number): Page {
  const head = findHead(db, cursor);
  if (cursor.head !== null && cursor.head !== head) {
    throw new PlaidFailure('TRANSACTIONS_SYNC_MUTATION_DURING_PAGINATION');
  }
  const rows = listChanges(db, cursor, count + 1);
  const hasMore = rows.length > count;
  const shown = hasMore ? rows.slice(0, count) : rows;
  const last = shown.at(-1);
  return {
    added: shown.filter((row) => row.removed === 0 && !isKnown(db, cursor, row)),
    modified: shown.filter((row) => row.removed === 0 && isKnown(db, cursor, row)),
    removed: shown.filter((row) => row.removed === 1),
    next:
      hasMore && last
        ? { ...cursor, position: last.changed_seq, head }
        : { ...cursor, start: head, position: head, head: null },
    hasMore,
  };
}

/** The newest change of the stream. */
export function findHead(
  db: Database,
  stream: { itemId: string; accountId: string | null },
): number {
  const row =
    stream.accountId === null
      ? db.get<{ head: number | null }>(
          'SELECT last_seq AS head FROM items WHERE item_id = ?',
          stream.itemId,
        )
      : db.get<{ head: number | null }>(
          'SELECT max(changed_seq) AS head FROM transactions WHERE account_id = ?',
          stream.accountId,
        );
  return row?.head ?? 0;
}

const columns =
  'transaction_id, account_id, created_seq, changed_seq, removed, original_description, body_json';

function listChanges(db: Database, cursor: Cursor, limit: number): PageRow[] {
  // A row that came and went since the pass began was never seen, so its removal is not news. For a reader
  // who began at "now" the rows before that are known from elsewhere, and their removal is.
  const sinceStart = Math.max(cursor.start, cursor.origin);
  if (cursor.accountId !== null) {
    return db.all<PageRow>(
      `SELECT ${columns} FROM transactions
       WHERE account_id = ? AND changed_seq > ? AND NOT (removed = 1 AND created_seq > ?)
       ORDER BY changed_seq LIMIT ?`,
      cursor.accountId,
      cursor.position,
      sinceStart,
      limit,
    );
  }
  return db.all<PageRow>(
    `SELECT ${columns} FROM transactions
     WHERE item_id = ? AND changed_seq > ? AND NOT (removed = 1 AND created_seq > ?)
       AND account_id IN (SELECT account_id FROM accounts WHERE item_id = ? AND selected = 1)
     ORDER BY changed_seq LIMIT ?`,
    cursor.itemId,
    cursor.position,
    sinceStart,
    cursor.itemId,
    limit,
  );
}

/** Whether the reader has been given this row in an earlier pass. */
function isKnown(db: Database, cursor: Cursor, row: PageRow): boolean {
  if (row.created_seq > cursor.start) {
    return false;
  }
  if (row.created_seq > cursor.origin) {
    return true;
  }
  return (
    db.get(
      'SELECT 1 FROM changes WHERE transaction_id = ? AND seq > ? AND seq <= ? LIMIT 1',
      row.transaction_id,
      cursor.origin,
      cursor.start,
    ) !== undefined
  );
}

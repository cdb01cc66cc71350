import type { Database } from '../store/database.ts';

export interface DateRange {
  itemId: string;
  accountIds: string[];
  /** Both days included. */
  from: string;
  to: string;
}

interface DatedRow {
  original_description: string | null;
  body_json: string;
}

const within =
  'item_id = ? AND removed = 0 AND date BETWEEN ? AND ? AND account_id IN (SELECT value FROM json_each(?))';

/** Newest first; rows of one day, latest reported first. */
export function listByDate(
  db: Database,
  range: DateRange,
  limit: number,
  offset: number,
): DatedRow[] {
  return db.all<DatedRow>(
    // The page is found in the index alone; only its rows are read.
    `SELECT original_description, body_json FROM transactions WHERE rowid IN (
       SELECT rowid FROM transactions WHERE ${within}
       ORDER BY date DESC, changed_seq DESC LIMIT ? OFFSET ?)
     ORDER BY date DESC, changed_seq DESC`,
    range.itemId,
    range.from,
    range.to,
    JSON.stringify(range.accountIds),
    limit,
    offset,
  );
}

export function countByDate(db: Database, range: DateRange): number {
  const row = db.get<{ total: number }>(
    `SELECT count(*) AS total FROM transactions WHERE ${within}`,
    range.itemId,
    range.from,
    range.to,
    JSON.stringify(range.accountIds),
  );
  return row?.total ?? 0;
}

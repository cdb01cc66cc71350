import { listAllAccounts } from '../accounts/accounts.ts';
import { deriveId } from '../ids.ts';
import type { Item } from '../items/item.ts';
import { openBankUser } from '../items/open-bank-user.ts';
import type { Sandbox } from '../sandbox.ts';
import { toChange } from './publish.ts';
import type { StoredTransaction } from './transaction.ts';

export interface HistoryRow {
  transaction: StoredTransaction;
  originalDescription: string | null;
}

interface StoredRow {
  body_json: string;
  original_description: string | null;
}

/**
 * What the bank's books say from one day to another, both included, newest first: the rows Transactions
 * reports as they stand now, edits included, and below them the ones it has not fetched because nobody
 * asked it to, or not as far back. Their ids are the ones Transactions would give them. Of more than
 * `limit` rows the latest.
 */
export function readHistory(
  sandbox: Sandbox,
  item: Item,
  from: string,
  to: string,
  limit = Number.MAX_SAFE_INTEGER,
): HistoryRow[] {
  const { db } = sandbox;
  const stored = db
    .all<StoredRow>(
      `SELECT body_json, original_description FROM transactions
       WHERE item_id = ? AND removed = 0 AND date BETWEEN ? AND ?
       ORDER BY date DESC, changed_seq DESC LIMIT ?`,
      item.itemId,
      from,
      to,
      limit,
    )
    .map((row) => ({
      transaction: JSON.parse(row.body_json) as StoredTransaction,
      originalDescription: row.original_description,
    }));
  const rows = [...stored, ...listUnfetched(sandbox, item, from, to)];
  return rows.sort((a, b) => compareDates(b.transaction.date, a.transaction.date)).slice(0, limit);
}

function listUnfetched(sandbox: Sandbox, item: Item, from: string, to: string): HistoryRow[] {
  const accounts = new Map(
    listAllAccounts(sandbox.db, item.itemId).map((account) => [account.account_key, account]),
  );
  const rows = openBankUser(item).rowsBetween(from, to).toReversed();
  return rows.flatMap((row): HistoryRow[] => {
    const account = accounts.get(row.accountKey);
    if (!account || isFetched(sandbox, deriveId(item.itemId, 'transaction', row.key))) {
      return [];
    }
    const change = toChange(item, account, row);
    return change.kind === 'removed' ? [] : [change];
  });
}

/** Also true of a row that was removed later: it must not come back through the books. */
function isFetched(sandbox: Sandbox, transactionId: string): boolean {
  return (
    sandbox.db.get('SELECT 1 FROM transactions WHERE transaction_id = ?', transactionId) !==
    undefined
  );
}

function compareDates(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

import type { Sandbox } from '../sandbox.ts';
import type { Database } from '../store/database.ts';
import { BalanceLedger, moveOf } from './balances.ts';
import type { StoredTransaction } from './transaction.ts';

export type Change =
  | {
      kind: 'added' | 'modified';
      transaction: StoredTransaction;
      originalDescription: string | null;
    }
  | { kind: 'removed'; transactionId: string };

/** The ids a set of changes touched, by kind. */
export interface ChangeSummary {
  added: string[];
  modified: string[];
  removed: string[];
}

interface Previous {
  account_id: string;
  amount: number;
  pending: number;
  removed: number;
}

/**
 * Appends changes to the Item's log and brings its transactions up to date, in one commit. `moveBalances`
 * says whether the accounts' figures follow. A change to a row that is not there is skipped.
 */
export function recordChanges(
  sandbox: Sandbox,
  itemId: string,
  changes: Change[],
  moveBalances: boolean,
): ChangeSummary {
  const { db } = sandbox;
  const summary: ChangeSummary = { added: [], modified: [], removed: [] };
  db.transaction(() => {
    const ledger = new BalanceLedger();
    const accountTypes = listAccountTypes(db, itemId);
    const now = sandbox.clock.now();
    let seq =
      db.get<{ last_seq: number }>('SELECT last_seq FROM items WHERE item_id = ?', itemId)
        ?.last_seq ?? 0;
    for (const change of changes) {
      const transactionId =
        change.kind === 'removed' ? change.transactionId : change.transaction.transaction_id;
      const previous = findPrevious(db, transactionId);
      const isThere = previous !== undefined && previous.removed === 0;
      if (isThere === (change.kind === 'added')) {
        continue;
      }
      seq += 1;
      db.run(
        'INSERT INTO changes VALUES (?, ?, ?, ?, ?)',
        itemId,
        seq,
        change.kind,
        transactionId,
        now,
      );
      summary[change.kind].push(transactionId);
      if (previous && isThere) {
        const type = accountTypes.get(previous.account_id) ?? '';
        const row = { amount: previous.amount, pending: previous.pending === 1 };
        ledger.add(previous.account_id, moveOf(type, row), -1);
      }
      if (change.kind === 'removed') {
        db.run(
          'UPDATE transactions SET removed = 1, changed_seq = ? WHERE transaction_id = ?',
          seq,
          transactionId,
        );
        continue;
      }
      const { transaction } = change;
      const type = accountTypes.get(transaction.account_id) ?? '';
      ledger.add(transaction.account_id, moveOf(type, transaction), 1);
      store(db, itemId, seq, change);
    }
    db.run('UPDATE items SET last_seq = ? WHERE item_id = ?', seq, itemId);
    if (moveBalances) {
      ledger.apply(db, now);
    }
  });
  return summary;
}

function store(
  db: Database,
  itemId: string,
  seq: number,
  change: Exclude<Change, { kind: 'removed' }>,
): void {
  const { transaction } = change;
  const body = JSON.stringify(transaction);
  if (change.kind === 'modified') {
    db.run(
      `UPDATE transactions SET account_id = ?, changed_seq = ?, date = ?, pending = ?, amount = ?,
         original_description = ?, body_json = ? WHERE transaction_id = ?`,
      transaction.account_id,
      seq,
      transaction.date,
      transaction.pending ? 1 : 0,
      transaction.amount,
      change.originalDescription,
      body,
      transaction.transaction_id,
    );
    return;
  }
  // OR REPLACE: a row that had been removed may come back under its old id.
  db.run(
    `INSERT OR REPLACE INTO transactions (transaction_id, item_id, account_id, created_seq, changed_seq,
       removed, date, pending, amount, original_description, body_json)
     VALUES (?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?)`,
    transaction.transaction_id,
    itemId,
    transaction.account_id,
    seq,
    seq,
    transaction.date,
    transaction.pending ? 1 : 0,
    transaction.amount,
    change.originalDescription,
    body,
  );
}

function findPrevious(db: Database, transactionId: string): Previous | undefined {
  return db.get<Previous>(
    'SELECT account_id, amount, pending, removed FROM transactions WHERE transaction_id = ?',
    transactionId,
  );
}

function listAccountTypes(db: Database, itemId: string): Map<string, string> {
  const rows = db.all<{ account_id: string; type: string }>(
    'SELECT account_id, type FROM accounts WHERE item_id = ?',
    itemId,
  );
  return new Map(rows.map((row) => [row.account_id, row.type]));
}

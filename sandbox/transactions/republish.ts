import type { Account } from '../accounts/accounts.ts';
import { addDays, toDateOnly } from '../dates.ts';
import { findItem } from '../items/item.ts';
import { openBankUser } from '../items/open-bank-user.ts';
import type { Sandbox } from '../sandbox.ts';
import { enqueueWebhook } from '../webhooks/outbox.ts';
import { announceSyncUpdates } from './announce.ts';
import { type Change, recordChanges } from './change-log.ts';
import { publishRows } from './publish.ts';
import type { StoredTransaction } from './transaction.ts';

interface Row {
  original_description: string | null;
  body_json: string;
}

/**
 * Reports the history of accounts that have just been shared as new. An account shared before gets the rows
 * it had, with all that has happened to them since; one never shared gets the bank's books.
 */
export function republishAccounts(sandbox: Sandbox, itemId: string, accounts: Account[]): void {
  const item = findItem(sandbox.db, itemId);
  if (!item || item.transactionsStatus === null || item.transactionsStatus === 'NOT_READY') {
    return;
  }
  let total = 0;
  for (const account of accounts) {
    total += republishKnown(sandbox, itemId, account);
  }
  const first = item.historyStart ?? addDays(toDateOnly(item.createdAt), -item.daysRequested);
  const keys = new Set(accounts.map((account) => account.account_key));
  const rows = openBankUser(item)
    .rowsBetween(first, item.filledThrough ?? sandbox.clock.today())
    .filter((row) => keys.has(row.accountKey));
  total += publishRows(sandbox, item, rows, false).added.length;
  for (const webhook_code of ['INITIAL_UPDATE', 'HISTORICAL_UPDATE'] as const) {
    enqueueWebhook(sandbox, item, {
      webhook_type: 'TRANSACTIONS',
      webhook_code,
      error: null,
      new_transactions: total,
    });
  }
  announceSyncUpdates(sandbox, itemId);
}

/** Takes an account's rows out of the log and adds them anew, at its end; balances stay as they are. */
function republishKnown(sandbox: Sandbox, itemId: string, account: Account): number {
  const rows = sandbox.db.all<Row>(
    `SELECT original_description, body_json FROM transactions
     WHERE account_id = ? AND removed = 0 ORDER BY changed_seq`,
    account.account_id,
  );
  sandbox.db.run('DELETE FROM transactions WHERE account_id = ?', account.account_id);
  const changes = rows.map((row): Change => {
    const transaction = JSON.parse(row.body_json) as StoredTransaction;
    return { kind: 'added', transaction, originalDescription: row.original_description };
  });
  return recordChanges(sandbox, itemId, changes, false).added.length;
}

import { type Account, listAccounts } from '../accounts/accounts.ts';
import type { BankRow } from '../bank/bank-user.ts';
import { deriveId } from '../ids.ts';
import type { Item } from '../items/item.ts';
import type { Sandbox } from '../sandbox.ts';
import { type Change, type ChangeSummary, recordChanges } from './change-log.ts';
import { composeTransaction } from './transaction.ts';

/**
 * Reports rows of the bank's books as new transactions. The balances the bank gave already contain them,
 * so they move only for rows that happen later (`moveBalances`).
 */
export function publishRows(
  sandbox: Sandbox,
  item: Item,
  rows: BankRow[],
  moveBalances: boolean,
): ChangeSummary {
  const accounts = new Map(
    listAccounts(sandbox.db, item.itemId).map((account) => [account.account_key, account]),
  );
  const changes = rows.flatMap((row): Change[] => {
    const account = accounts.get(row.accountKey);
    return account ? [toChange(item, account, row)] : [];
  });
  return recordChanges(sandbox, item.itemId, changes, moveBalances);
}

/** A row of the bank's books as a new transaction of the Item. */
export function toChange(item: Item, account: Account, row: BankRow): Change {
  const transaction = composeTransaction({
    transactionId: deriveId(item.itemId, 'transaction', row.key),
    accountId: account.account_id,
    amount: row.amount,
    isoCurrencyCode: row.isoCurrencyCode ?? account.iso_currency_code,
    unofficialCurrencyCode: account.unofficial_currency_code,
    date: row.date,
    authorizedDate: row.authorizedDate,
    description: row.description,
    pending: row.pending,
    pendingTransactionId: null,
  });
  return { kind: 'added', transaction, originalDescription: row.description };
}

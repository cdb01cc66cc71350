import type { TransactionsSyncRequest, TransactionsSyncResponse } from 'plaid';
import { type Account, requireAccounts, toWireAccount } from '../../accounts/accounts.ts';
import type { Item } from '../../items/item.ts';
import { requireConsent, requireHealthyItem } from '../../items/require-item.ts';
import {
  categoryVersion,
  filledText,
  flag,
  object,
  text,
  wholeNumber,
} from '../../plaid/fields.ts';
import { joinArray, joinObject } from '../../plaid/json-text.ts';
import { type Call, defineOperation } from '../../plaid/operation.ts';
import { type Cursor, parseCursor, printCursor, startCursor } from '../../transactions/cursor.ts';
import { type PrintOptions, printRow } from '../../transactions/print-row.ts';
import { findHead, type PageRow, readPage } from '../../transactions/read-page.ts';
import { initialiseTransactions } from '../../transactions/updates.ts';

const defaultCount = 100;
const maxCursorLength = 256;

export const transactionsSync = defineOperation<TransactionsSyncRequest, TransactionsSyncResponse>({
  path: '/transactions/sync',
  request: {
    access_token: filledText,
    cursor: text.max(maxCursorLength).optional(),
    count: wholeNumber(1, 500).optional(),
    options: object({
      include_original_description: flag.nullable().optional(),
      include_personal_finance_category: flag.optional(),
      include_logo_and_counterparty_beta: flag.optional(),
      personal_finance_category_version: categoryVersion.optional(),
      days_requested: wholeNumber(1, 730).optional(),
      account_id: filledText.optional(),
    }).optional(),
  },
  handle: (call, { access_token, cursor: cursorText = '', count = defaultCount, options }) => {
    const item = requireHealthyItem(call, access_token);
    requireConsent(item, 'transactions');
    const accountId = options?.account_id ?? null;
    const accounts = requireAccounts(
      call.sandbox.db,
      item.itemId,
      accountId === null ? undefined : [accountId],
    );
    const status = noteSync(call, item, options?.days_requested);
    const { db } = call.sandbox;
    const cursor = openCursor(call, item, accountId, cursorText);
    if (status === 'NOT_READY') {
      return {
        transactions_update_status: status,
        accounts: [],
        added: [],
        modified: [],
        removed: [],
        next_cursor: '',
        has_more: false,
      };
    }
    const page = readPage(db, cursor, count);
    const print: PrintOptions = {
      withOriginalDescription: options?.include_original_description ?? false,
      categoryVersion: options?.personal_finance_category_version ?? 'v2',
    };
    const printAll = (rows: PageRow[]) => joinArray(rows.map((row) => printRow(row, print)));
    return joinObject({
      transactions_update_status: status,
      accounts: accounts.filter((account) => hasTransactions(call, account)).map(toWireAccount),
      added: printAll(page.added),
      modified: printAll(page.modified),
      removed: page.removed.map(({ transaction_id, account_id }) => ({
        transaction_id,
        account_id,
      })),
      next_cursor: printCursor(page.next),
      has_more: page.hasMore,
    });
  },
});

/** Remembers that the Item is being synced, and starts Transactions if nobody has yet. */
function noteSync(call: Call, item: Item, daysRequested = item.daysRequested) {
  const { db } = call.sandbox;
  if (!item.syncCalled) {
    db.run('UPDATE items SET sync_called = 1 WHERE item_id = ?', item.itemId);
  }
  if (item.transactionsStatus === null) {
    initialiseTransactions(call.sandbox, item, daysRequested);
    return 'NOT_READY';
  }
  return item.transactionsStatus;
}

function openCursor(call: Call, item: Item, accountId: string | null, cursorText: string): Cursor {
  if (cursorText === '') {
    return startCursor(item.itemId, accountId, 0);
  }
  if (cursorText === 'now') {
    const head = findHead(call.sandbox.db, { itemId: item.itemId, accountId });
    return startCursor(item.itemId, accountId, head);
  }
  return parseCursor(cursorText, item.itemId, accountId);
}

/** Sync shows only accounts that have transactions; an investment account, say, never does. */
function hasTransactions(call: Call, account: Account): boolean {
  const row = call.sandbox.db.get(
    'SELECT 1 FROM transactions WHERE account_id = ? AND removed = 0 LIMIT 1',
    account.account_id,
  );
  return row !== undefined;
}

import type { TransactionsSyncRequestOptions, TransactionsSyncResponse } from 'plaid';
import type { z } from 'zod';
import type { Item } from '../items/item.ts';
import { categoryVersion, filledText, flag, object, text, wholeNumber } from '../plaid/fields.ts';
import { type JsonText, joinArray } from '../plaid/json-text.ts';
import type { Wire } from '../plaid/wire.ts';
import type { Sandbox } from '../sandbox.ts';
import { type Cursor, parseCursor, printCursor, startCursor } from './cursor.ts';
import { type PrintOptions, printRow } from './print-row.ts';
import { findHead, type PageRow, readPage } from './read-page.ts';
import { initialiseTransactions } from './updates.ts';

const defaultCount = 100;
const maxCursorLength = 256;

type Answer = Wire<Omit<TransactionsSyncResponse, 'accounts' | 'request_id'>>;
type Options = Wire<TransactionsSyncRequestOptions>;

/** A page as far as every caller shows it; the rows are printed already. */
type SyncPage = { [Field in keyof Answer]: Answer[Field] | JsonText<Answer[Field]> };

interface SyncRequest {
  cursor?: string | undefined;
  count?: number | undefined;
  options?: Options | undefined;
}

/** The fields of a request, shared with `/processor/transactions/sync`. */
export const syncFields = {
  cursor: text.max(maxCursorLength).optional(),
  count: wholeNumber(1, 500).optional(),
  options: object({
    include_original_description: flag.nullable().optional(),
    include_personal_finance_category: flag.optional(),
    include_logo_and_counterparty_beta: flag.optional(),
    personal_finance_category_version: categoryVersion.optional(),
    days_requested: wholeNumber(1, 730).optional(),
    account_id: filledText.optional(),
  }).optional() satisfies z.ZodType<Options | undefined>,
};

/** The changes after a cursor, of one account or of them all. */
export function readSyncPage(
  sandbox: Sandbox,
  item: Item,
  accountId: string | null,
  { cursor: cursorText = '', count = defaultCount, options }: SyncRequest,
): SyncPage {
  const status = noteSync(sandbox, item, options?.days_requested);
  const cursor = openCursor(sandbox, item, accountId, cursorText);
  if (status === 'NOT_READY') {
    return {
      transactions_update_status: status,
      added: [],
      modified: [],
      removed: [],
      next_cursor: '',
      has_more: false,
    };
  }
  const page = readPage(sandbox.db, cursor, count);
  const print: PrintOptions = {
    withOriginalDescription: options?.include_original_description ?? false,
    categoryVersion: options?.personal_finance_category_version ?? 'v2',
  };
  const printAll = (rows: PageRow[]) => joinArray(rows.map((row) => printRow(row, print)));
  return {
    transactions_update_status: status,
    added: printAll(page.added),
    modified: printAll(page.modified),
    removed: page.removed.map(({ transaction_id, account_id }) => ({
      transaction_id,
      account_id,
    })),
    next_cursor: printCursor(page.next),
    has_more: page.hasMore,
  };
}

/** Remembers that the Item is being synced, and starts Transactions if nobody has yet. */
function noteSync(sandbox: Sandbox, item: Item, daysRequested = item.daysRequested) {
  if (!item.syncCalled) {
    sandbox.db.run('UPDATE items SET sync_called = 1 WHERE item_id = ?', item.itemId);
  }
  if (item.transactionsStatus === null) {
    initialiseTransactions(sandbox, item, daysRequested);
    return 'NOT_READY';
  }
  return item.transactionsStatus;
}

function openCursor(
  sandbox: Sandbox,
  item: Item,
  accountId: string | null,
  cursorText: string,
): Cursor {
  if (cursorText === '') {
    return startCursor(item.itemId, accountId, 0);
  }
  if (cursorText === 'now') {
    const head = findHead(sandbox.db, { itemId: item.itemId, accountId });
    return startCursor(item.itemId, accountId, head);
  }
  return parseCursor(cursorText, item.itemId, accountId);
}

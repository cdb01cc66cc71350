import 'server-only';
import { failPoint } from '#lib/fail-point';
import { log } from '#lib/log';
import type { ProviderAccount } from '#lib/plaid/accounts';
import { classifyError } from '#lib/plaid/error-table';
import { historyNotReady, PlaidError } from '#lib/plaid/plaid-error';
import type { ProviderTransaction, TransactionsStatus } from '#lib/plaid/transactions';
import type { SyncPlaid, SyncPorts } from './ports.ts';

/** 250 pages of 500 rows: above what two years of a busy Item hold. */
const pageLimit = 250;
/** Beyond this the bank is in the middle of a long change: come back later. */
const restartLimit = 5;

/** Everything Plaid said since a cursor, and the balances read after it. */
export type Delta = {
  cursorAfter: string | null;
  /** True after an invalid cursor: this is all there is, and rows not in it are gone. */
  full: boolean;
  status: TransactionsStatus;
  /** The last word on each id: a transaction, or null for removed. In Plaid's order. */
  transactions: Map<string, ProviderTransaction | null>;
  /** By Plaid's account id. */
  accounts: Map<string, ProviderAccount>;
  /** Why /accounts/get failed: then balances are old, and absence of an account means nothing. */
  balancesError: { type: string; code: string } | null;
};

/** Thrown between two pages when the process wants to end. */
export class Stopped extends Error {}

type FetchPorts = Pick<SyncPorts, 'plaid' | 'isStopping'>;

export type FetchProgress = { pages: number; restarts: number; requestId: string | null };

/**
 * Reads all pages from a cursor, outside any transaction. When the data moves between
 * two pages, every page read so far is thrown away and the loop starts again from the stored
 * cursor: keeping pages loses removals, starting from null makes ghosts.
 *
 * @param cursor    null = from the beginning
 * @param progress  counts pages and restarts, for the receipt, even when this throws
 * @throws PlaidError, Stopped
 */
export async function fetchDelta(
  ports: FetchPorts,
  accessToken: string,
  cursor: string | null,
  progress: FetchProgress,
): Promise<Delta> {
  let from = cursor;
  let full = false;
  for (;;) {
    try {
      const delta = await readPages(ports, accessToken, from, full, progress);
      if (full) requireWholeHistory(delta, progress);
      await addBalances(ports.plaid, accessToken, delta);
      return delta;
    } catch (error) {
      const kind = error instanceof PlaidError ? classifyError(error) : null;
      const mayReset = kind === 'reset' && !full;
      if (kind !== 'restart' && !mayReset) throw error;
      if (progress.restarts >= restartLimit) throw error;
      progress.restarts += 1;
      if (mayReset) [from, full] = [null, true];
    }
  }
}

async function readPages(
  ports: FetchPorts,
  accessToken: string,
  from: string | null,
  full: boolean,
  progress: FetchProgress,
): Promise<Delta> {
  const delta: Delta = {
    cursorAfter: from,
    full,
    status: 'unknown',
    transactions: new Map(),
    accounts: new Map(),
    balancesError: null,
  };
  for (let page = 0; page < pageLimit; page += 1) {
    if (ports.isStopping()) throw new Stopped();
    const read = await ports.plaid.getSyncPage(accessToken, delta.cursorAfter);
    progress.pages += 1;
    failPoint('sync-page-read');
    progress.requestId = read.requestId;
    for (const account of read.accounts) delta.accounts.set(account.plaidAccountId, account);
    for (const row of [...read.added, ...read.modified]) {
      setLast(delta.transactions, row.plaidTransactionId, row);
    }
    for (const id of read.removed) setLast(delta.transactions, id, null);
    delta.status = read.status;
    // Not ready yet: Plaid gives an empty cursor, and the position stays where it was.
    delta.cursorAfter = read.nextCursor === '' ? delta.cursorAfter : read.nextCursor;
    if (!read.hasMore) return delta;
  }
  throw new PlaidError({
    type: 'TRANSACTIONS_ERROR',
    code: 'TOO_MANY_PAGES',
    message: `more than ${pageLimit} pages`,
    requestId: progress.requestId,
  });
}

/**
 * Reading anew says which rows are gone only when everything is there. While Plaid gathers the
 * history again, taking its silence for removal would empty the Item.
 */
function requireWholeHistory(delta: Delta, progress: FetchProgress): void {
  if (delta.status !== 'not_ready' && delta.status !== 'initial_complete') return;
  throw new PlaidError({
    type: 'TRANSACTIONS_ERROR',
    code: historyNotReady,
    message: 'the history is not complete, so nothing can be reconciled with it',
    requestId: progress.requestId,
  });
}

/** A later page has the last word, and its place in the order. */
function setLast(
  transactions: Delta['transactions'],
  id: string,
  row: ProviderTransaction | null,
): void {
  transactions.delete(id);
  transactions.set(id, row);
}

/**
 * The accounts of a page are only those with transactions in it. Balances are read after the pages,
 * so that they are never older than the rows. They may fail alone: the rows are still good.
 */
async function addBalances(plaid: SyncPlaid, accessToken: string, delta: Delta): Promise<void> {
  try {
    for (const account of await plaid.getAccounts(accessToken)) {
      delta.accounts.set(account.plaidAccountId, account);
    }
  } catch (error) {
    if (!(error instanceof PlaidError)) throw error;
    const { type, code } = error;
    log.warn({ code, requestId: error.requestId }, 'balances could not be read');
    delta.balancesError = { type, code };
  }
}

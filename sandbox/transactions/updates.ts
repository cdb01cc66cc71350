import { addDays, nextMidnight } from '../dates.ts';
import { findItem, type Item } from '../items/item.ts';
import { openBankUser } from '../items/open-bank-user.ts';
import type { Sandbox } from '../sandbox.ts';
import { setTimer } from '../schedule/timers.ts';
import { enqueueWebhook } from '../webhooks/outbox.ts';
import { announceChanges, announceSyncUpdates } from './announce.ts';
import type { ChangeSummary } from './change-log.ts';
import { postDue } from './post-due.ts';
import { publishRows } from './publish.ts';

/** What Plaid gets from a bank right after Link, before the rest of the history. */
const initialDays = 30;

export const defaultDaysRequested = 90;

/** Begins to fetch an Item's transactions: NOT_READY now, the first month soon, the rest after that. */
export function initialiseTransactions(sandbox: Sandbox, item: Item, daysRequested: number): void {
  const { db, clock, config } = sandbox;
  db.transaction(() => {
    db.run(
      `UPDATE items SET transactions_status = 'NOT_READY', days_requested = ?, products_json = ?
       WHERE item_id = ?`,
      daysRequested,
      JSON.stringify([...new Set([...item.products, 'transactions'])]),
      item.itemId,
    );
    setTimer(sandbox, 'initial-update', item.itemId, clock.now() + config.initialDelayMs);
    setTimer(sandbox, 'historical-update', item.itemId, clock.now() + config.historicalDelayMs);
  });
}

export function runInitialUpdate(sandbox: Sandbox, itemId: string): void {
  const item = findReachableItem(sandbox, itemId);
  if (item?.transactionsStatus !== 'NOT_READY') {
    return;
  }
  const today = sandbox.clock.today();
  const first = laterOf(firstDay(item, today), addDays(today, 1 - initialDays));
  const { added } = publishHistory(sandbox, item, first, today);
  finishUpdate(sandbox, item, 'INITIAL_UPDATE_COMPLETE', today);
  enqueueWebhook(sandbox, item, {
    webhook_type: 'TRANSACTIONS',
    webhook_code: 'INITIAL_UPDATE',
    error: null,
    new_transactions: added.length,
  });
  announceSyncUpdates(sandbox, itemId);
}

export function runHistoricalUpdate(sandbox: Sandbox, itemId: string): void {
  runInitialUpdate(sandbox, itemId);
  const item = findReachableItem(sandbox, itemId);
  if (item?.transactionsStatus !== 'INITIAL_UPDATE_COMPLETE' || item.filledThrough === null) {
    return;
  }
  // Counted from the day of the initial update, so that midnight between the two leaves no gap.
  const day = item.filledThrough;
  const last = addDays(day, -initialDays);
  const { added } = publishHistory(sandbox, item, firstDay(item, day), last);
  finishUpdate(sandbox, item, 'HISTORICAL_UPDATE_COMPLETE', day);
  enqueueWebhook(sandbox, item, {
    webhook_type: 'TRANSACTIONS',
    webhook_code: 'HISTORICAL_UPDATE',
    error: null,
    new_transactions: added.length,
  });
  announceSyncUpdates(sandbox, itemId);
  scheduleDailyUpdate(sandbox, itemId);
}

/** Reports what the bank booked on the days that have passed since the last look. */
export function runDailyUpdate(sandbox: Sandbox, itemId: string): void {
  const item = findReachableItem(sandbox, itemId);
  if (item?.transactionsStatus !== 'HISTORICAL_UPDATE_COMPLETE' || item.filledThrough === null) {
    return;
  }
  const today = sandbox.clock.today();
  const user = openBankUser(item);
  const from = addDays(item.filledThrough, 1);
  const posted = postDue(sandbox, item, user.postingsBetween(from, today), user.balancesMove);
  const rows = user.rowsBetween(from, today);
  const published = publishRows(sandbox, item, rows, user.balancesMove);
  finishUpdate(sandbox, item, item.transactionsStatus, today);
  announceChanges(sandbox, itemId, {
    added: [...posted.added, ...published.added],
    modified: [...posted.modified, ...published.modified],
    removed: [...posted.removed, ...published.removed],
  });
  scheduleDailyUpdate(sandbox, itemId);
}

/** After a repaired login: catches up on whatever could not be fetched meanwhile. */
export function resumeUpdates(sandbox: Sandbox, itemId: string): void {
  const status = findItem(sandbox.db, itemId)?.transactionsStatus;
  if (status === 'NOT_READY' || status === 'INITIAL_UPDATE_COMPLETE') {
    setTimer(sandbox, 'historical-update', itemId, sandbox.clock.now());
  } else if (status === 'HISTORICAL_UPDATE_COMPLETE') {
    setTimer(sandbox, 'daily-update', itemId, sandbox.clock.now());
  }
}

function scheduleDailyUpdate(sandbox: Sandbox, itemId: string): void {
  setTimer(sandbox, 'daily-update', itemId, nextMidnight(sandbox.clock.now()));
}

function finishUpdate(
  sandbox: Sandbox,
  item: Item,
  status: NonNullable<Item['transactionsStatus']>,
  filledThrough: string,
): void {
  sandbox.db.run(
    `UPDATE items SET transactions_status = ?, filled_through = ?, last_successful_update = ?
     WHERE item_id = ?`,
    status,
    filledThrough,
    sandbox.clock.now(),
    item.itemId,
  );
}

/** The Item, unless it is gone or its login is broken; a broken login is noted as a failed update. */
function findReachableItem(sandbox: Sandbox, itemId: string): Item | null {
  const item = findItem(sandbox.db, itemId);
  if (!item || item.removedAt !== null) {
    return null;
  }
  if (item.errorCode !== null) {
    sandbox.db.run(
      'UPDATE items SET last_failed_update = ? WHERE item_id = ?',
      sandbox.clock.now(),
      itemId,
    );
    return null;
  }
  return item;
}

/** Publishes a stretch of the history, up to the end that was asked for. */
function publishHistory(sandbox: Sandbox, item: Item, from: string, to: string): ChangeSummary {
  const last = item.historyEnd !== null && item.historyEnd < to ? item.historyEnd : to;
  return publishRows(sandbox, item, openBankUser(item).rowsBetween(from, last), false);
}

/** Where the history begins, seen from the day it is fetched. */
function firstDay(item: Item, day: string): string {
  return item.historyStart ?? addDays(day, -item.daysRequested);
}

function laterOf(a: string, b: string): string {
  return a > b ? a : b;
}

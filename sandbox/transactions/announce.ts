import { findItem } from '../items/item.ts';
import type { Sandbox } from '../sandbox.ts';
import { enqueueWebhook } from '../webhooks/outbox.ts';
import { announceRecurring } from './announce-recurring.ts';
import type { ChangeSummary } from './change-log.ts';

const maxIdsInWebhook = 1000;

/** Tells the receiver about changed transactions, in the current words and in the legacy ones. */
export function announceChanges(sandbox: Sandbox, itemId: string, summary: ChangeSummary): void {
  const { added, modified, removed } = summary;
  const item = findItem(sandbox.db, itemId);
  if (!item || added.length + modified.length + removed.length === 0) {
    return;
  }
  announceSyncUpdates(sandbox, itemId);
  if (added.length + modified.length > 0) {
    enqueueWebhook(sandbox, item, {
      webhook_type: 'TRANSACTIONS',
      webhook_code: 'DEFAULT_UPDATE',
      error: null,
      new_transactions: added.length,
    });
  }
  if (removed.length > 0) {
    enqueueWebhook(sandbox, item, {
      webhook_type: 'TRANSACTIONS',
      webhook_code: 'TRANSACTIONS_REMOVED',
      error: null,
      removed_transactions: removed.slice(0, maxIdsInWebhook),
    });
  }
  announceRecurring(sandbox, item);
}

/** SYNC_UPDATES_AVAILABLE, which Plaid sends only for Items that have been synced at least once. */
export function announceSyncUpdates(sandbox: Sandbox, itemId: string): void {
  const item = findItem(sandbox.db, itemId);
  if (!item?.syncCalled) {
    return;
  }
  enqueueWebhook(sandbox, item, {
    webhook_type: 'TRANSACTIONS',
    webhook_code: 'SYNC_UPDATES_AVAILABLE',
    initial_update_complete: item.transactionsStatus !== 'NOT_READY',
    historical_update_complete: item.transactionsStatus === 'HISTORICAL_UPDATE_COMPLETE',
  });
}

import { findItem } from '../items/item.ts';
import type { Sandbox } from '../sandbox.ts';
import { enqueueWebhook } from '../webhooks/outbox.ts';

/** What was asked for on demand has arrived, or the bank let nobody in. */
export function completeStatementsRefresh(sandbox: Sandbox, itemId: string): void {
  const item = findItem(sandbox.db, itemId);
  if (item && item.removedAt === null) {
    enqueueWebhook(sandbox, item, {
      webhook_type: 'STATEMENTS',
      webhook_code: 'STATEMENTS_REFRESH_COMPLETE',
      result: item.errorCode === null ? 'SUCCESS' : 'FAILURE',
    });
  }
}

import { createHash } from 'node:crypto';
import { listAccounts } from '../accounts/accounts.ts';
import type { Item } from '../items/item.ts';
import type { Sandbox } from '../sandbox.ts';
import { enqueueWebhook } from '../webhooks/outbox.ts';
import { findStreams } from './recurring.ts';

/** A digest of the streams by account: what a caller knows, to tell what has changed since. */
type Seen = Record<string, string>;

/** From the first call on, the Item's streams are watched, and a webhook tells when they change. */
export function watchRecurring(sandbox: Sandbox, item: Item): void {
  if (findSeen(sandbox, item.itemId) === null) {
    saveSeen(sandbox, item.itemId, digestStreams(sandbox, item));
  }
}

export function announceRecurring(sandbox: Sandbox, item: Item): void {
  const seen = findSeen(sandbox, item.itemId);
  if (seen === null) {
    return;
  }
  const now = digestStreams(sandbox, item);
  const accountIds = [...new Set([...Object.keys(seen), ...Object.keys(now)])];
  const changed = accountIds.filter((accountId) => seen[accountId] !== now[accountId]);
  if (changed.length > 0) {
    saveSeen(sandbox, item.itemId, now);
    enqueueWebhook(sandbox, item, {
      webhook_type: 'TRANSACTIONS',
      webhook_code: 'RECURRING_TRANSACTIONS_UPDATE',
      account_ids: changed,
    });
  }
}

function digestStreams(sandbox: Sandbox, item: Item): Seen {
  const streams = findStreams(sandbox, item, listAccounts(sandbox.db, item.itemId), 'v2');
  const byAccount = Map.groupBy(streams, (stream) => stream.account_id);
  return Object.fromEntries(
    [...byAccount].map(([accountId, list]) => [
      accountId,
      createHash('sha256').update(JSON.stringify(list)).digest('hex'),
    ]),
  );
}

function findSeen(sandbox: Sandbox, itemId: string): Seen | null {
  const row = sandbox.db.get<{ seen_json: string }>(
    'SELECT seen_json FROM recurring_watches WHERE item_id = ?',
    itemId,
  );
  return row ? (JSON.parse(row.seen_json) as Seen) : null;
}

function saveSeen(sandbox: Sandbox, itemId: string, seen: Seen): void {
  sandbox.db.run(
    'INSERT OR REPLACE INTO recurring_watches (item_id, seen_json) VALUES (?, ?)',
    itemId,
    JSON.stringify(seen),
  );
}

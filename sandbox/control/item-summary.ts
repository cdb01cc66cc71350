import { listAccounts } from '../accounts/accounts.ts';
import { toDateTime } from '../dates.ts';
import { findInstitution } from '../institutions/institutions.ts';
import { findItem, type Item } from '../items/item.ts';
import type { Sandbox } from '../sandbox.ts';
import { ControlFailure } from './failure.ts';

export function requireItem(sandbox: Sandbox, itemId: string): Item {
  const item = findItem(sandbox.db, itemId);
  if (!item || item.removedAt !== null) {
    throw new ControlFailure(404, 'not_found', `There is no Item ${itemId}.`);
  }
  return item;
}

/** An Item in a list. */
export function summariseItem(sandbox: Sandbox, item: Item) {
  const counts = sandbox.db.get<{ live: number; pending: number | null }>(
    'SELECT count(*) AS live, sum(pending) AS pending FROM transactions WHERE item_id = ? AND removed = 0',
    item.itemId,
  );
  const institution = findInstitution(item.institutionId);
  return {
    item_id: item.itemId,
    client_id: item.clientId,
    institution_id: item.institutionId,
    institution_name: institution?.name ?? null,
    institution_color: institution?.color ?? '#6b7280',
    username: item.username,
    products: item.products,
    webhook: item.webhook,
    error_code: item.errorCode,
    transactions_update_status: item.transactionsStatus,
    accounts: listAccounts(sandbox.db, item.itemId).length,
    transactions: counts?.live ?? 0,
    pending: counts?.pending ?? 0,
    created_at: toDateTime(item.createdAt),
  };
}

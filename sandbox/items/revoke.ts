import { toItemError } from '../plaid/failure.ts';
import type { Sandbox } from '../sandbox.ts';
import { enqueueWebhook } from '../webhooks/outbox.ts';
import { findItem } from './item.ts';

/**
 * The person withdraws the application's permission at Plaid: calls that need the bank answer
 * USER_PERMISSION_REVOKED until update mode gives it back.
 */
export function revokePermission(sandbox: Sandbox, itemId: string): void {
  sandbox.db.transaction(() => {
    const item = findItem(sandbox.db, itemId);
    if (!item || item.removedAt !== null) {
      return;
    }
    sandbox.db.run(
      "UPDATE items SET error_code = 'USER_PERMISSION_REVOKED' WHERE item_id = ?",
      itemId,
    );
    enqueueWebhook(sandbox, item, {
      webhook_type: 'ITEM',
      webhook_code: 'USER_PERMISSION_REVOKED',
      error: { ...toItemError('USER_PERMISSION_REVOKED'), status: 400 },
    });
  });
}

/** The person withdraws one account at the bank; update mode with account selection may share it again. */
export function revokeAccount(sandbox: Sandbox, itemId: string, accountId: string): void {
  sandbox.db.transaction(() => {
    const item = findItem(sandbox.db, itemId);
    if (!item || item.removedAt !== null) {
      return;
    }
    sandbox.db.run('UPDATE accounts SET selected = 0 WHERE account_id = ?', accountId);
    enqueueWebhook(sandbox, item, {
      webhook_type: 'ITEM',
      webhook_code: 'USER_ACCOUNT_REVOKED',
      account_id: accountId,
    });
  });
}

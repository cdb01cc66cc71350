import { millisecondsPerDay } from '../dates.ts';
import { toItemError } from '../plaid/failure.ts';
import { resumeProductUpdates } from '../products/watch.ts';
import type { Sandbox } from '../sandbox.ts';
import { setTimer } from '../schedule/timers.ts';
import { resumeUpdates } from '../transactions/updates.ts';
import { enqueueWebhook } from '../webhooks/outbox.ts';
import { renewConsent } from './consent-expiry.ts';
import { loginLifetimeDays } from './create-item.ts';
import { findItem } from './item.ts';

/** The login stops working: the Item answers ITEM_LOGIN_REQUIRED, and a webhook says so, with a reason if there is one. */
export function breakLogin(sandbox: Sandbox, itemId: string, reason?: string): void {
  sandbox.db.transaction(() => {
    const item = findItem(sandbox.db, itemId);
    if (!item || item.removedAt !== null) {
      return;
    }
    sandbox.db.run("UPDATE items SET error_code = 'ITEM_LOGIN_REQUIRED' WHERE item_id = ?", itemId);
    enqueueWebhook(sandbox, item, {
      webhook_type: 'ITEM',
      webhook_code: 'ERROR',
      error: {
        ...toItemError('ITEM_LOGIN_REQUIRED'),
        ...(reason === undefined ? {} : { error_code_reason: reason }),
        status: 400,
      },
    });
  });
}

/**
 * The login works again, for another thirty days. `announce` is for repairs that happen elsewhere: the
 * application that ran update mode knows already, and Plaid does not tell it.
 */
export function repairLogin(sandbox: Sandbox, itemId: string, announce: boolean): void {
  sandbox.db.transaction(() => {
    const item = findItem(sandbox.db, itemId);
    if (!item || item.removedAt !== null) {
      return;
    }
    sandbox.db.run('UPDATE items SET error_code = NULL WHERE item_id = ?', itemId);
    if (item.institutionId !== '') {
      const expiry = sandbox.clock.now() + loginLifetimeDays * millisecondsPerDay;
      setTimer(sandbox, 'login-expiry', itemId, expiry);
    }
    renewConsent(sandbox, itemId);
    if (announce) {
      enqueueWebhook(sandbox, item, { webhook_type: 'ITEM', webhook_code: 'LOGIN_REPAIRED' });
    }
    if (item.errorCode !== null) {
      resumeUpdates(sandbox, itemId);
      resumeProductUpdates(sandbox, itemId);
    }
  });
}

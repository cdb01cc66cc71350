import { millisecondsPerDay, toDateTime } from '../dates.ts';
import { findInstitution } from '../institutions/institutions.ts';
import type { Sandbox } from '../sandbox.ts';
import { clearTimer, setTimer } from '../schedule/timers.ts';
import { enqueueWebhook } from '../webhooks/outbox.ts';
import { findItem } from './item.ts';

/** How far ahead Plaid announces that a permission ends. */
const noticeDays = 7;

/** A permission given on the bank's own page lasts as long as the bank says, from now; any other for good. */
export function renewConsent(sandbox: Sandbox, itemId: string): void {
  const item = findItem(sandbox.db, itemId);
  const days = item ? findInstitution(item.institutionId)?.consentDays : undefined;
  if (days === undefined) {
    return;
  }
  if (days === null) {
    endNever(sandbox, itemId);
    return;
  }
  setConsentEnd(sandbox, itemId, sandbox.clock.now() + days * millisecondsPerDay);
}

/**
 * A permission ends then: announced a week ahead, or at once when that is past. Of one that has ended
 * already nothing is said, and the login works on until the bank looks.
 */
export function setConsentEnd(sandbox: Sandbox, itemId: string, endsAt: number): void {
  sandbox.db.transaction(() => {
    endNever(sandbox, itemId);
    sandbox.db.run('UPDATE items SET consent_expires_at = ? WHERE item_id = ?', endsAt, itemId);
    if (endsAt > sandbox.clock.now()) {
      setTimer(sandbox, 'consent-notice', itemId, endsAt - noticeDays * millisecondsPerDay);
      setTimer(sandbox, 'consent-expiry', itemId, endsAt);
    }
  });
}

function endNever(sandbox: Sandbox, itemId: string): void {
  sandbox.db.run('UPDATE items SET consent_expires_at = NULL WHERE item_id = ?', itemId);
  clearTimer(sandbox, 'consent-notice', itemId);
  clearTimer(sandbox, 'consent-expiry', itemId);
}

/** A week before the end: PENDING_DISCONNECT in North America, PENDING_EXPIRATION elsewhere. */
export function giveConsentNotice(sandbox: Sandbox, itemId: string): void {
  const item = findItem(sandbox.db, itemId);
  if (!item || item.consentExpiresAt === null) {
    return;
  }
  const endsAt = toDateTime(item.consentExpiresAt);
  const countries = findInstitution(item.institutionId)?.countries ?? [];
  enqueueWebhook(
    sandbox,
    item,
    countries.includes('US') || countries.includes('CA')
      ? {
          webhook_type: 'ITEM',
          webhook_code: 'PENDING_DISCONNECT',
          reason: 'INSTITUTION_TOKEN_EXPIRATION',
          disconnect_time: endsAt,
        }
      : {
          webhook_type: 'ITEM',
          webhook_code: 'PENDING_EXPIRATION',
          consent_expiration_time: endsAt,
        },
  );
}

import { millisecondsPerDay } from '../dates.ts';
import { findItem } from '../items/item.ts';
import type { Sandbox } from '../sandbox.ts';
import { setTimer } from '../schedule/timers.ts';
import { enqueueWebhook } from '../webhooks/outbox.ts';
import { type Account, listAllAccounts, type VerificationStatus } from './accounts.ts';

// Plaid's Sandbox sees automated deposits arrive after a day; a code that nobody types in lapses after a week.
const waitDays: Partial<Record<VerificationStatus, number>> = {
  pending_automatic_verification: 1,
  pending_manual_verification: 7,
};

const pending: VerificationStatus[] = [
  'pending_automatic_verification',
  'pending_manual_verification',
];
const unproven: VerificationStatus[] = [
  ...pending,
  'unsent',
  'verification_expired',
  'verification_failed',
];

export function isPending({ verification_status }: Account): boolean {
  return verification_status !== null && pending.includes(verification_status);
}

/** Whether the numbers of an account may be told: it needs no proof, or has it. */
export function isVerified({ verification_status }: Account): boolean {
  return verification_status === null || !unproven.includes(verification_status);
}

/** Notes how far the proof of an account's numbers has come, and lets time take it further. */
export function setVerificationStatus(
  sandbox: Sandbox,
  itemId: string,
  accountId: string,
  status: VerificationStatus,
): void {
  sandbox.db.transaction(() => {
    sandbox.db.run(
      'UPDATE accounts SET verification_status = ? WHERE item_id = ? AND account_id = ?',
      status,
      itemId,
      accountId,
    );
    announce(sandbox, itemId, accountId, status);
    const days = waitDays[status];
    if (days !== undefined) {
      const dueAt = sandbox.clock.now() + days * millisecondsPerDay;
      setTimer(sandbox, 'verification', itemId, dueAt);
    }
  });
}

/** The deposits that were under way have arrived, or their code was never given. */
export function settleVerification(sandbox: Sandbox, itemId: string): void {
  for (const account of listAllAccounts(sandbox.db, itemId)) {
    if (account.verification_status === 'pending_automatic_verification') {
      setVerificationStatus(sandbox, itemId, account.account_id, 'automatically_verified');
    } else if (account.verification_status === 'pending_manual_verification') {
      setVerificationStatus(sandbox, itemId, account.account_id, 'verification_expired');
    }
  }
}

function announce(
  sandbox: Sandbox,
  itemId: string,
  accountId: string,
  status: VerificationStatus,
): void {
  const item = findItem(sandbox.db, itemId);
  const details = { webhook_type: 'AUTH', account_id: accountId, error: null } as const;
  if (item && status === 'automatically_verified') {
    enqueueWebhook(sandbox, item, { ...details, webhook_code: 'AUTOMATICALLY_VERIFIED' });
  } else if (item && status === 'verification_expired') {
    enqueueWebhook(sandbox, item, { ...details, webhook_code: 'VERIFICATION_EXPIRED' });
  }
}

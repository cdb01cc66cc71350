import { type Account, listAccounts } from '../../accounts/accounts.ts';
import { setVerificationStatus } from '../../accounts/verification.ts';
import type { Item } from '../../items/item.ts';
import { PlaidFailure } from '../../plaid/failure.ts';
import type { Sandbox } from '../../sandbox.ts';
import type { StepView } from '../browser/protocol.ts';
import { type LinkSession, requireSession, saveProgress } from '../session.ts';
import { complete } from './complete.ts';

/** What the statement line of every deposit of the sandbox begins with. */
const depositCode = 'ABC';
const maxAttempts = 3;

/** A deposit that arrives while the person waits. */
export function openDeposit(sandbox: Sandbox, session: LinkSession, mask: string): StepView {
  saveProgress(sandbox, session, { step: 'deposit', misses: 0 });
  return { step: 'deposit', mask, hint: depositCode, isInstant: true };
}

/** Update mode of an account linked by its numbers: the deposit has arrived, its code is asked for. */
export function openDepositCheck(sandbox: Sandbox, session: LinkSession, item: Item): StepView {
  const account = requirePendingAccount(sandbox, item.itemId);
  saveProgress(sandbox, session, { step: 'deposit' });
  return { step: 'deposit', mask: account.mask ?? '', hint: depositCode, isInstant: false };
}

export function submitDepositCode(sandbox: Sandbox, sessionId: string, code: string): StepView {
  const session = requireSession(sandbox, sessionId, 'deposit');
  const isRight = code.trim().toUpperCase() === depositCode;
  return session.token.itemId === null
    ? settleInstantDeposit(sandbox, session, isRight)
    : settlePendingDeposit(sandbox, session, session.token.itemId, isRight);
}

function settleInstantDeposit(sandbox: Sandbox, session: LinkSession, isRight: boolean): StepView {
  if (isRight && session.progress.misses < maxAttempts) {
    return complete(sandbox, session, session.progress.accountIds, {
      authMethod: 'INSTANT_MICRODEPOSITS',
      status: 'manually_verified',
    });
  }
  const misses = session.progress.misses + 1;
  saveProgress(sandbox, session, { misses });
  throw refuse(misses);
}

function settlePendingDeposit(
  sandbox: Sandbox,
  session: LinkSession,
  itemId: string,
  isRight: boolean,
): StepView {
  const account = requirePendingAccount(sandbox, itemId);
  if (isRight) {
    setVerificationStatus(sandbox, itemId, account.account_id, 'manually_verified');
    return complete(sandbox, session, null);
  }
  const attempts = account.verification_attempts + 1;
  sandbox.db.run(
    'UPDATE accounts SET verification_attempts = ? WHERE account_id = ?',
    attempts,
    account.account_id,
  );
  if (attempts >= maxAttempts) {
    setVerificationStatus(sandbox, itemId, account.account_id, 'verification_failed');
  }
  throw refuse(attempts);
}

function refuse(attempts: number): PlaidFailure {
  return new PlaidFailure(
    attempts < maxAttempts ? 'INCORRECT_DEPOSIT_VERIFICATION' : 'TOO_MANY_VERIFICATION_ATTEMPTS',
  );
}

function requirePendingAccount(sandbox: Sandbox, itemId: string): Account {
  const [account] = listAccounts(sandbox.db, itemId);
  if (account?.verification_status === 'verification_failed') {
    throw new PlaidFailure('TOO_MANY_VERIFICATION_ATTEMPTS');
  }
  if (account?.verification_status !== 'pending_manual_verification') {
    throw new PlaidFailure('ITEM_NOT_SUPPORTED');
  }
  return account;
}

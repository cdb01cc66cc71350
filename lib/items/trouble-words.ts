import 'server-only';
import { classifyError, type ErrorClass, whoActs } from '#lib/plaid/error-table';
import type { ItemState } from './contract.ts';

type Words = Omit<ItemState, 'actor'>;

const bank: Pick<Words, 'name' | 'label' | 'action'> = {
  name: 'needs_bank',
  label: 'Needs you at the bank',
  action: 'sign_in',
};

const signIn: Words = {
  name: 'needs_sign_in',
  label: 'Needs sign-in',
  reason: 'The bank asks you to sign in again. Nothing is lost; new transactions wait until then.',
  action: 'sign_in',
};

const delayed: Words = {
  name: 'delayed',
  label: 'Bank not answering',
  reason: 'The bank or Plaid is not answering. Nothing is lost; we keep trying.',
  action: 'sync',
};

const byClass: Record<Exclude<ErrorClass, 'operator'>, Words> = {
  sign_in: signIn,
  consent: {
    name: 'needs_sign_in',
    label: 'Needs permission',
    reason:
      'The bank has not been told that it may share this. Nothing is lost; sign in and permit it.',
    action: 'consent',
  },
  accounts: {
    name: 'needs_sign_in',
    label: 'No accounts shared',
    reason: 'The bank shares no account any more. Nothing is lost; choose which accounts to share.',
    action: 'add_accounts',
  },
  at_bank: {
    ...bank,
    reason: 'The bank asks something of you on its own site. Do that first, then sync again here.',
    action: 'sync',
  },
  revoked: {
    name: 'revoked',
    label: 'Permission withdrawn',
    reason: 'The permission to read this bank was withdrawn. What came before is still here.',
    action: 'keep_or_delete',
  },
  gone: {
    name: 'revoked',
    label: 'Access ended',
    reason:
      'The bank or Plaid ended this connection. Your history stays; link the bank again to go on.',
    action: 'link_again',
  },
  unsupported: {
    name: 'revoked',
    label: 'No longer supported',
    reason:
      'Plaid does not serve this bank any more. Your history stays, and nothing new will come from here.',
    action: 'none',
  },
  absent: {
    name: 'delayed',
    label: 'Nothing to fetch',
    reason: 'The bank gives no transactions for these accounts. What came before is still here.',
    action: 'none',
  },
  wait: delayed,
  restart: {
    ...delayed,
    reason: 'The bank’s data kept changing while we read it. Nothing is lost; we keep trying.',
  },
  reset: {
    ...delayed,
    label: 'Reading anew',
    reason: 'Plaid lost our place in this bank’s history. Nothing is lost; we read it all again.',
  },
};

/** Where a code says more than its class. */
const byCode: Record<string, Partial<Words>> = {
  ITEM_LOCKED: {
    ...bank,
    reason: 'The bank has locked this login. Unlock it on the bank’s own site, then sign in here.',
  },
  PASSWORD_RESET_REQUIRED: {
    ...bank,
    reason: 'The bank wants a new password. Set it on the bank’s own site, then sign in here.',
  },
  MFA_NOT_SUPPORTED: {
    ...bank,
    reason:
      'The way this login is confirmed does not work through Plaid. Choose another in the bank’s own settings, then sign in here.',
  },
  USER_SETUP_REQUIRED: {
    reason: 'The bank has something for you to finish on its own site. Do that, then sync again.',
  },
  MANUAL_VERIFICATION_REQUIRED: {
    reason: 'The bank wants you to confirm this on its own site. Do that, then sync again.',
  },
  ITEM_NOT_SUPPORTED: {
    reason:
      'Plaid does not serve this kind of account. Your history stays, and nothing new will come from here.',
  },
  INSTITUTION_DOWN: {
    label: 'Bank is down',
    reason:
      'The bank is down for everybody. Nothing is lost, and you need do nothing; we keep trying.',
  },
  UNSUPPORTED_RESPONSE: {
    reason: 'The bank answers what Plaid cannot read. Nothing is lost; we keep trying.',
  },
  PLANNED_MAINTENANCE: {
    label: 'Plaid is being serviced',
    reason: 'Plaid is closed for maintenance. Nothing is lost; we go on when it opens.',
  },
};

/** What an error of Plaid's means for the person: what happened, whose turn it is, what to do. */
export function describeTrouble(error: {
  type: string;
  code: string;
  display: string | null;
}): ItemState {
  const actor = whoActs(error);
  const kind = classifyError(error);
  if (kind === 'operator') {
    return {
      name: 'needs_operator',
      label: 'Needs the operator',
      reason: `Something is wrong on our side (${error.code}). Nothing is lost; whoever runs this app must look.`,
      action: 'sync',
      actor,
    };
  }
  const words = { ...byClass[kind], ...byCode[error.code], actor };
  if (kind !== 'at_bank' || !error.display) return words;
  // Only the bank knows what it wants there; Plaid passes it on in words that may be shown.
  const then = words.action === 'sign_in' ? 'sign in here' : 'sync again here';
  return { ...words, reason: `${error.display} Then ${then}; nothing is lost.` };
}

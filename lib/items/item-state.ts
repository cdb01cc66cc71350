import 'server-only';
import { classifyError } from '#lib/plaid/error-table';
import { internalError } from '#lib/plaid/plaid-error';
import type { ItemState } from './contract.ts';

export type ItemFacts = {
  /** Work is marked that no commit covers yet. */
  workOwed: boolean;
  lastSyncedAt: Date | null;
  createdAt: Date;
  error: { type: string; code: string; display: string | null; at: Date } | null;
  /** The last sync brought rows and no balances. */
  balancesError: { type: string; code: string } | null;
  failures: number;
  historyComplete: boolean;
  consentExpiresAt: Date | null;
  removeRequestedAt: Date | null;
  removedAt: Date | null;
};

const hour = 3_600_000;
const day = 24 * hour;
/** Nothing may fail in silence for longer. */
const staleAfterMs = day;
const warnAheadMs = 14 * day;
/** A waiting kind of failure this short-lived is not worth a person's attention. */
const quietFailures = 3;

/** The one honest state of an Item, derived from facts alone. Pure. */
export function describeItemState(facts: ItemFacts, now: Date): ItemState {
  if (facts.removedAt) {
    return state('removed', 'Disconnected', 'Disconnected. Its history stays here.', 'link_again');
  }
  if (facts.removeRequestedAt) {
    return state('removing', 'Disconnecting', 'Waiting for Plaid to confirm the removal.', 'wait');
  }
  return (
    describeError(facts, now) ??
    describeBalances(facts) ??
    describeStaleness(facts, now) ??
    describeExpiry(facts, now) ??
    describeProgress(facts, now) ??
    state('healthy', 'Up to date', 'Everything the bank reported is here.', 'sync')
  );
}

function describeError({ error, failures, lastSyncedAt }: ItemFacts, now: Date): ItemState | null {
  if (!error) return null;
  const askingPerson = describeWhatThePersonMustDo(error);
  if (askingPerson) return askingPerson;
  const sinceMs = now.getTime() - (lastSyncedAt ?? error.at).getTime();
  const isBrief = failures < quietFailures && lastSyncedAt !== null && sinceMs < staleAfterMs;
  if (classifyError(error) === 'operator') {
    if (isBrief && error.code === internalError) return null;
    return state(
      'needs_operator',
      'Needs the operator',
      `Something is wrong on our side (${error.code}). Nothing is lost; whoever runs this app must look.`,
      'sync',
    );
  }
  if (isBrief) return null;
  return state(
    'delayed',
    'Bank not answering',
    'The bank or Plaid is not answering. Nothing is lost; we keep trying.',
    'sync',
  );
}

/** Rows without balances: a total that counts them must not look current. */
function describeBalances({ balancesError }: ItemFacts): ItemState | null {
  if (!balancesError) return null;
  return (
    describeWhatThePersonMustDo({ ...balancesError, display: null }) ??
    state(
      'delayed',
      'Balances behind',
      'Transactions are current; the bank did not give its balances. Nothing is lost; we keep trying.',
      'sync',
    )
  );
}

function describeWhatThePersonMustDo(error: {
  type: string;
  code: string;
  display: string | null;
}): ItemState | null {
  switch (classifyError(error)) {
    case 'sign_in':
      return state(
        'needs_sign_in',
        'Needs sign-in',
        'The bank asks you to sign in again. Nothing is lost; new transactions wait until then.',
        'sign_in',
      );
    case 'at_bank':
      return state(
        'needs_bank',
        'Needs you at the bank',
        error.display ?? 'The bank asks something of you on its own site. Then sync again here.',
        'sync',
      );
    case 'gone':
      return state(
        'revoked',
        'Access ended',
        'The bank or Plaid ended this connection. Your history stays; link the bank again to go on.',
        'link_again',
      );
    default:
      return null;
  }
}

function describeStaleness(facts: ItemFacts, now: Date): ItemState | null {
  const since = facts.lastSyncedAt ?? facts.createdAt;
  if (now.getTime() - since.getTime() < staleAfterMs) return null;
  return state(
    'delayed',
    'Behind',
    'This connection has not been updated for more than a day. Nothing is lost; sync it now.',
    'sync',
  );
}

function describeExpiry({ consentExpiresAt }: ItemFacts, now: Date): ItemState | null {
  if (!consentExpiresAt) return null;
  const leftMs = consentExpiresAt.getTime() - now.getTime();
  if (leftMs > warnAheadMs) return null;
  const date = consentExpiresAt.toISOString().slice(0, 10);
  return state(
    'expiring',
    leftMs > 0 ? `Ends ${date}` : 'Consent ended',
    `Your consent for this bank ends on ${date}. Sign in again to renew it; nothing is lost.`,
    'sign_in',
  );
}

function describeProgress(
  { lastSyncedAt, createdAt, workOwed, historyComplete, failures, error }: ItemFacts,
  now: Date,
): ItemState | null {
  if (!lastSyncedAt) {
    return state(
      'syncing',
      'First sync',
      'Fetching accounts and transactions for the first time.',
      'wait',
    );
  }
  if (workOwed && failures > 0) {
    const whose =
      error && classifyError(error) === 'operator'
        ? 'Something went wrong on our side'
        : 'The bank or Plaid did not answer';
    return state(
      'syncing',
      'Trying again',
      `${whose}. Nothing is lost; attempt ${failures + 1} follows by itself, or sync now.`,
      'sync',
    );
  }
  const isNew = now.getTime() - createdAt.getTime() < day;
  if (!historyComplete && isNew) {
    return state(
      'syncing',
      'Fetching history',
      'Recent transactions are here; the bank is still sending older ones.',
      'wait',
    );
  }
  if (workOwed) return state('syncing', 'Syncing', 'Fetching what is new.', 'wait');
  if (historyComplete) return null;
  return state(
    'healthy',
    'Up to date',
    'Everything the bank reported is here. It has not said whether older transactions follow.',
    'sync',
  );
}

function state(
  name: ItemState['name'],
  label: string,
  reason: string,
  action: ItemState['action'],
): ItemState {
  return { name, label, reason, action };
}

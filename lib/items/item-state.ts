import 'server-only';
import { classifyError } from '#lib/plaid/error-table';
import type { ItemState } from './contract.ts';

export type ItemFacts = {
  /** Work is marked that no commit covers yet. */
  workOwed: boolean;
  lastSyncedAt: Date | null;
  createdAt: Date;
  error: { type: string; code: string; display: string | null; at: Date } | null;
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
    describeStaleness(facts, now) ??
    describeExpiry(facts, now) ??
    describeProgress(facts) ??
    state('healthy', 'Up to date', 'Everything the bank reported is here.', 'sync')
  );
}

function describeError({ error, failures, lastSyncedAt }: ItemFacts, now: Date): ItemState | null {
  if (!error) return null;
  switch (classifyError(error)) {
    case 'sign_in':
      return state(
        'needs_sign_in',
        'Sign in again',
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
    case 'operator':
      return state(
        'needs_operator',
        'Needs the operator',
        `Plaid refused our request (${error.code}). Nothing is lost; whoever runs this app must look.`,
        'wait',
      );
    default: {
      const sinceMs = now.getTime() - (lastSyncedAt ?? error.at).getTime();
      if (failures < quietFailures && lastSyncedAt && sinceMs < staleAfterMs) return null;
      return state(
        'delayed',
        'Bank not answering',
        'The bank or Plaid is not answering. Nothing is lost; we keep trying.',
        'sync',
      );
    }
  }
}

function describeStaleness(facts: ItemFacts, now: Date): ItemState | null {
  const since = facts.lastSyncedAt ?? facts.createdAt;
  if (!facts.workOwed || now.getTime() - since.getTime() < staleAfterMs) return null;
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

function describeProgress({
  lastSyncedAt,
  workOwed,
  historyComplete,
}: ItemFacts): ItemState | null {
  if (!lastSyncedAt) {
    return state(
      'syncing',
      'First sync',
      'Fetching accounts and transactions for the first time.',
      'wait',
    );
  }
  if (!historyComplete) {
    return state(
      'syncing',
      'Fetching history',
      'Recent transactions are here; the bank is still sending older ones.',
      'wait',
    );
  }
  if (workOwed) return state('syncing', 'Syncing', 'Fetching what is new.', 'wait');
  return null;
}

function state(
  name: ItemState['name'],
  label: string,
  reason: string,
  action: ItemState['action'],
): ItemState {
  return { name, label, reason, action };
}

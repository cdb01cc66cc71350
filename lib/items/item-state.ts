import 'server-only';
import type { Proof } from '#lib/account-numbers/contract';
import { formatCivilDate } from '#lib/dates/civil-date';
import { classifyError, whoActs } from '#lib/plaid/error-table';
import { internalError } from '#lib/plaid/plaid-error';
import type { ItemState } from './contract.ts';
import { describeTrouble } from './trouble-words.ts';

type PlaidFault = { type: string; code: string };

export type ItemFacts = {
  createdAt: Date;
  /** Work is marked that no commit covers yet. */
  workOwed: boolean;
  /** Until when a worker holds the Item. */
  leaseUntil: Date | null;
  /** The last good call for transactions. */
  lastSyncedAt: Date | null;
  error: (PlaidFault & { display: string | null; at: Date }) | null;
  /** The last sync brought rows and no balances; `at`: since when. */
  balancesError: (PlaidFault & { at: Date }) | null;
  failures: number;
  historyComplete: boolean;
  consentExpiresAt: Date | null;
  /** What Plaid announced by PENDING_DISCONNECT. */
  disconnectAt: Date | null;
  disconnectReason: string | null;
  disconnectAverted: boolean;
  newAccountsAt: Date | null;
  /** Of an account that a deposit is to prove the person's: how far that is; null = nothing waits for one. */
  proof: Proof | null;
  stopReason: 'permission_revoked' | 'account_revoked' | 'token_lost' | null;
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
  return (
    describeEnd(facts) ??
    describeStop(facts) ??
    describeError(facts, now) ??
    describeBalances(facts, now) ??
    describeStaleness(facts, now) ??
    describeExpiry(facts, now) ??
    describeProgress(facts, now) ??
    describeHealth(facts)
  );
}

function describeEnd({ removedAt, removeRequestedAt }: ItemFacts): ItemState | null {
  if (removedAt) {
    return {
      name: 'removed',
      label: 'Disconnected',
      reason: 'Disconnected. Its history stays here.',
      action: 'link_again',
      actor: 'nobody',
    };
  }
  if (!removeRequestedAt) return null;
  return {
    name: 'removing',
    label: 'Disconnecting',
    reason:
      'Nothing is fetched any more. Plaid has to confirm the removal, and is asked until it does.',
    action: 'wait',
    actor: 'we',
  };
}

/** No call is made any more: what comes next is a person's decision. */
function describeStop({ stopReason }: ItemFacts): ItemState | null {
  switch (stopReason) {
    case null:
      return null;
    case 'permission_revoked':
      return {
        name: 'revoked',
        label: 'Permission withdrawn',
        reason:
          'The permission to read this bank was withdrawn, so we stopped asking for anything. What came before is still here: keep it or delete it, or sign in again to go on.',
        action: 'keep_or_delete',
        actor: 'person',
      };
    case 'account_revoked':
      return {
        name: 'revoked',
        label: 'Account withdrawn',
        reason:
          'An account was withdrawn at the bank, so we stopped asking for anything. Say whether to keep or delete its history, and the other accounts go on.',
        action: 'keep_or_delete',
        actor: 'person',
      };
    case 'token_lost':
      return {
        name: 'revoked',
        label: 'Access lost',
        reason:
          'The key to this connection was renewed at Plaid, and the new one never arrived here. Your history stays; link the bank again to go on.',
        action: 'link_again',
        actor: 'person',
      };
  }
}

function describeError({ error, failures, lastSyncedAt }: ItemFacts, now: Date): ItemState | null {
  if (!error) return null;
  const kind = classifyError(error);
  if (whoActs(error) === 'nobody' || kind === 'operator') {
    const sinceMs = now.getTime() - (lastSyncedAt ?? error.at).getTime();
    const isBrief = failures < quietFailures && lastSyncedAt !== null && sinceMs < staleAfterMs;
    const mayPass = kind === 'wait' || error.code === internalError;
    if (isBrief && mayPass) return null;
  }
  return describeTrouble(error);
}

/** Rows without balances: a total that counts them must not look current. */
function describeBalances({ balancesError }: ItemFacts, now: Date): ItemState | null {
  if (!balancesError) return null;
  const { at } = balancesError;
  const actor = whoActs(balancesError);
  if (actor === 'person' || actor === 'person_at_bank') {
    return describeTrouble({ ...balancesError, display: null });
  }
  return {
    name: 'delayed',
    label: 'Balances behind',
    reason: `Transactions are current; the bank has given no balances since ${formatDay(at, now)}. Nothing is lost; we keep trying.`,
    action: 'sync',
    actor,
  };
}

function describeStaleness(facts: ItemFacts, now: Date): ItemState | null {
  const since = facts.lastSyncedAt ?? facts.createdAt;
  if (now.getTime() - since.getTime() < staleAfterMs) return null;
  return {
    name: 'delayed',
    label: 'Behind',
    reason:
      'This connection has not been updated for more than a day. Nothing is lost; sync it now.',
    action: 'sync',
    actor: 'we',
  };
}

function describeExpiry(facts: ItemFacts, now: Date): ItemState | null {
  const { disconnectReason } = facts;
  const disconnectAt = findAnnouncedEnd(facts);
  if (disconnectAt) {
    const why =
      disconnectReason === 'INSTITUTION_MIGRATION'
        ? 'The bank moves to another way of connecting'
        : 'The bank ends its permission for this connection';
    return describeEnding(disconnectAt, now, `${why} on ${formatDay(disconnectAt, now)}.`);
  }
  const { consentExpiresAt } = facts;
  if (!consentExpiresAt || consentExpiresAt.getTime() - now.getTime() > warnAheadMs) return null;
  const date = formatDay(consentExpiresAt, now);
  return describeEnding(
    consentExpiresAt,
    now,
    consentExpiresAt > now
      ? `Your consent for this bank ends on ${date}.`
      : `Your consent for this bank ended on ${date}.`,
  );
}

/** When the connection ends unless somebody signs in again, as far as Plaid says. Pure. */
export function findEnd(facts: ItemFacts): Date | null {
  const ends = [findAnnouncedEnd(facts), facts.consentExpiresAt].filter((at) => at !== null);
  return ends.sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
}

/** An announced end that nothing has proved void: no new sign-in, and no good call after it. */
function findAnnouncedEnd({
  disconnectAt,
  disconnectAverted,
  lastSyncedAt,
}: ItemFacts): Date | null {
  if (!disconnectAt || disconnectAverted) return null;
  return lastSyncedAt && lastSyncedAt > disconnectAt ? null : disconnectAt;
}

function describeEnding(at: Date, now: Date, why: string): ItemState {
  return {
    name: 'expiring',
    label: at > now ? `Ends ${formatDay(at, now)}` : 'Consent ended',
    reason: `${why} Sign in again to go on; nothing is lost.`,
    action: 'sign_in',
    actor: 'person',
  };
}

function describeProgress(facts: ItemFacts, now: Date): ItemState | null {
  const { lastSyncedAt, createdAt, workOwed, historyComplete, failures } = facts;
  if (!lastSyncedAt) {
    return syncing('First sync', 'Fetching accounts and transactions for the first time.');
  }
  if (workOwed && failures > 0) return describeRetry(facts);
  const isNew = now.getTime() - createdAt.getTime() < day;
  if (!historyComplete && isNew) {
    return syncing(
      'Fetching history',
      'Recent transactions are here; the bank is still sending older ones.',
    );
  }
  if (!workOwed) return null;
  const isHeld = facts.leaseUntil !== null && facts.leaseUntil > now;
  return syncing('Syncing', isHeld ? 'Fetching what is new.' : 'A sync is about to begin.');
}

function describeRetry({ error, failures }: ItemFacts): ItemState {
  const isOurs = error !== null && whoActs(error) === 'we';
  const whose = isOurs ? 'Something went wrong on our side' : 'The bank or Plaid did not answer';
  return {
    ...syncing(
      'Trying again',
      `${whose}. Nothing is lost; attempt ${failures + 1} follows by itself, or sync now.`,
    ),
    action: 'sync',
  };
}

function syncing(label: string, reason: string): ItemState {
  return { name: 'syncing', label, reason, action: 'wait', actor: 'we' };
}

function describeHealth({ historyComplete, newAccountsAt, proof }: ItemFacts): ItemState {
  const healthy = { name: 'healthy', actor: 'nobody' } as const;
  if (proof) return { ...healthy, ...proofWords[proof] };
  if (newAccountsAt) {
    return {
      ...healthy,
      label: 'New accounts',
      reason:
        'Everything the bank reported is here. It has accounts that are not shared with Plumbline yet.',
      action: 'add_accounts',
      actor: 'person',
    };
  }
  const reason = historyComplete
    ? 'Everything the bank reported is here.'
    : 'Everything the bank reported is here. It has not said whether older transactions follow.';
  return { ...healthy, label: 'Up to date', reason, action: 'sync' };
}

const proofWords: Record<Proof, Pick<ItemState, 'label' | 'reason' | 'action' | 'actor'>> = {
  coming: {
    label: 'Deposit on its way',
    reason:
      'A small deposit proves that an account here is yours. It comes in one or two working days, and Plaid sees it by itself; everything else is here.',
    action: 'sync',
    actor: 'nobody',
  },
  code: {
    label: 'Deposit to confirm',
    reason:
      'Plaid sends a small deposit to an account here within one or two working days, to prove that it is yours. Its code is on the account’s statement, and holds for a week.',
    action: 'verify',
    actor: 'person',
  },
  expired: {
    label: 'Deposit expired',
    reason:
      'The deposit that was to prove an account yours was not confirmed within a week. Nothing is lost; link the account anew, and another is sent.',
    action: 'link_numbers',
    actor: 'person',
  },
  failed: {
    label: 'Not confirmed',
    reason:
      'The code of the deposit that was to prove an account yours was wrong three times. Nothing is lost; link the account anew, and another is sent.',
    action: 'link_numbers',
    actor: 'person',
  },
};

/** Plaid gives instants; their day is the same for everybody who looks. */
function formatDay(at: Date, now: Date): string {
  const dayOf = (instant: Date) => instant.toISOString().slice(0, 10);
  return formatCivilDate(dayOf(at), dayOf(now), 'short');
}

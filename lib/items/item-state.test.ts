import { describe, expect, it } from 'vitest';
import { knownCodes } from '#lib/plaid/error-table';
import { internalError, ownError } from '#lib/plaid/plaid-error';
import { describeItemState, type ItemFacts } from './item-state.ts';

const now = new Date('2026-11-21T12:00:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);

const well: ItemFacts = {
  workOwed: false,
  leaseUntil: null,
  lastSyncedAt: hoursAgo(1),
  createdAt: hoursAgo(1_000),
  error: null,
  balancesError: null,
  failures: 0,
  historyComplete: true,
  consentExpiresAt: null,
  disconnectAt: null,
  disconnectReason: null,
  disconnectAverted: false,
  newAccountsAt: null,
  proof: null,
  stopReason: null,
  removeRequestedAt: null,
  removedAt: null,
};

const failing = (type: string, code: string, over: Partial<ItemFacts> = {}): ItemFacts => ({
  ...well,
  workOwed: true,
  failures: 5,
  error: { type, code, display: null, at: hoursAgo(1) },
  ...over,
});

describe('describeItemState', () => {
  it.each<[string, ItemFacts, string, string]>([
    ['all is well', well, 'healthy', 'sync'],
    ['work is owed', { ...well, workOwed: true }, 'syncing', 'wait'],
    ['nothing came yet', { ...well, lastSyncedAt: null, createdAt: now }, 'syncing', 'wait'],
    [
      'history is still coming',
      { ...well, historyComplete: false, createdAt: hoursAgo(2) },
      'syncing',
      'wait',
    ],
    ['history never completed', { ...well, historyComplete: false }, 'healthy', 'sync'],
    [
      'only the balances failed',
      { ...well, balancesError: { type: 'INSTITUTION_ERROR', code: 'INSTITUTION_DOWN', at: now } },
      'delayed',
      'sync',
    ],
    [
      'the balances want a sign-in',
      { ...well, balancesError: { type: 'ITEM_ERROR', code: 'ITEM_LOGIN_REQUIRED', at: now } },
      'needs_sign_in',
      'sign_in',
    ],
    ['the login broke', failing('ITEM_ERROR', 'ITEM_LOGIN_REQUIRED'), 'needs_sign_in', 'sign_in'],
    [
      'consent is missing',
      failing('INVALID_INPUT', 'ADDITIONAL_CONSENT_REQUIRED'),
      'needs_sign_in',
      'consent',
    ],
    ['the bank locked the login', failing('ITEM_ERROR', 'ITEM_LOCKED'), 'needs_bank', 'sign_in'],
    [
      'access was revoked',
      failing('INVALID_INPUT', 'USER_PERMISSION_REVOKED'),
      'revoked',
      'keep_or_delete',
    ],
    ['the Item is gone', failing('ITEM_ERROR', 'ITEM_NOT_FOUND'), 'revoked', 'link_again'],
    ['our keys are wrong', failing('INVALID_INPUT', 'INVALID_API_KEYS'), 'needs_operator', 'sync'],
    ['we failed ourselves', failing('OWN_ERROR', 'INTERNAL_ERROR'), 'needs_operator', 'sync'],
    ['the bank is down', failing('INSTITUTION_ERROR', 'INSTITUTION_DOWN'), 'delayed', 'sync'],
    ['Plaid does not answer', failing('NO_ANSWER', 'NO_ANSWER'), 'delayed', 'sync'],
    ['a code nobody knows', failing('ITEM_ERROR', 'BRAND_NEW_CODE'), 'delayed', 'sync'],
    ['a type nobody knows', failing('BRAND_NEW_ERROR', 'BRAND_NEW_CODE'), 'delayed', 'sync'],
    ['consent ends soon', { ...well, consentExpiresAt: hoursAgo(-24 * 3) }, 'expiring', 'sign_in'],
    ['consent ended', { ...well, consentExpiresAt: hoursAgo(1) }, 'expiring', 'sign_in'],
    [
      'the bank announced an end',
      { ...well, disconnectAt: hoursAgo(-24 * 6), disconnectReason: 'INSTITUTION_MIGRATION' },
      'expiring',
      'sign_in',
    ],
    [
      'a sync was good after the announced end',
      { ...well, disconnectAt: hoursAgo(2) },
      'healthy',
      'sync',
    ],
    [
      'the announced end came and nothing since',
      { ...well, disconnectAt: hoursAgo(0.5), lastSyncedAt: hoursAgo(2) },
      'expiring',
      'sign_in',
    ],
    [
      'the announced end was averted',
      { ...well, disconnectAt: hoursAgo(-24), disconnectAverted: true },
      'healthy',
      'sync',
    ],
    ['a deposit is on its way', { ...well, proof: 'coming' }, 'healthy', 'sync'],
    ['a deposit waits to be confirmed', { ...well, proof: 'code' }, 'healthy', 'verify'],
    ['nobody confirmed a deposit', { ...well, proof: 'expired' }, 'healthy', 'link_numbers'],
    ['a code was wrong too often', { ...well, proof: 'failed' }, 'healthy', 'link_numbers'],
    ['the bank has new accounts', { ...well, newAccountsAt: now }, 'healthy', 'add_accounts'],
    [
      'all was withdrawn',
      { ...well, stopReason: 'permission_revoked' },
      'revoked',
      'keep_or_delete',
    ],
    [
      'an account was withdrawn',
      { ...well, stopReason: 'account_revoked' },
      'revoked',
      'keep_or_delete',
    ],
    ['a token was lost', { ...well, stopReason: 'token_lost' }, 'revoked', 'link_again'],
    ['it is being removed', { ...well, removeRequestedAt: now }, 'removing', 'wait'],
    [
      'it was removed',
      { ...well, removeRequestedAt: now, removedAt: now },
      'removed',
      'link_again',
    ],
  ])('when %s', (_when, facts, name, action) => {
    expect(describeItemState(facts, now)).toMatchObject({ name, action });
  });

  it('does not alarm over a first brief failure of the bank', () => {
    const brief = failing('INSTITUTION_ERROR', 'INSTITUTION_DOWN', { failures: 1 });
    expect(describeItemState(brief, now).name).toBe('syncing');
  });

  it('is never healthy when nothing worked for more than a day, however few the failures', () => {
    const stale = { lastSyncedAt: hoursAgo(25), failures: 1 };
    expect(
      describeItemState(failing('INSTITUTION_ERROR', 'INSTITUTION_DOWN', stale), now).name,
    ).toBe('delayed');
    expect(
      describeItemState({ ...well, workOwed: true, lastSyncedAt: hoursAgo(25) }, now).name,
    ).toBe('delayed');
    // Nobody asked, because nothing of ours was running to ask.
    expect(describeItemState({ ...well, lastSyncedAt: hoursAgo(25) }, now).name).toBe('delayed');
  });

  it('passes on what the bank says to the person', () => {
    const locked = failing('ITEM_ERROR', 'ITEM_LOCKED', {
      error: {
        type: 'ITEM_ERROR',
        code: 'ITEM_LOCKED',
        display: 'Your account is locked.',
        at: now,
      },
    });
    expect(describeItemState(locked, now).reason).toBe(
      'Your account is locked. Then sign in here; nothing is lost.',
    );
  });
});

describe('a sync that failed and is tried again', () => {
  const failed = { workOwed: true, failures: 1, historyComplete: false, createdAt: hoursAgo(2) };
  it('says so at once, names the attempt, and can be started by hand', () => {
    const facts = failing('API_ERROR', 'INTERNAL_SERVER_ERROR', failed);
    expect(describeItemState(facts, now)).toEqual({
      actor: 'we',
      name: 'syncing',
      label: 'Trying again',
      reason:
        'The bank or Plaid did not answer. Nothing is lost; attempt 2 follows by itself, or sync now.',
      action: 'sync',
    });
  });

  it('does not blame the bank for what is ours', () => {
    const facts = failing(ownError, internalError, failed);
    expect(describeItemState(facts, now).reason).toMatch(/on our side/);
  });
});

/** Every combination of what can be true of an Item at once, as far as the state reads it. */
function* everyCombination(): Generator<ItemFacts> {
  const errors = [
    null,
    ...knownCodes.map((code) => ({ type: 'ITEM_ERROR', code, display: null, at: hoursAgo(30) })),
    { type: 'NEW_ERROR', code: 'NEW_CODE', display: 'Words of the bank.', at: hoursAgo(1) },
  ];
  const balances = [null, { type: 'INSTITUTION_ERROR', code: 'INSTITUTION_DOWN', at: now }];
  const stops = [null, 'permission_revoked', 'account_revoked', 'token_lost'] as const;
  for (const error of errors)
    for (const failures of error ? [1, 5] : [0])
      for (const lastSyncedAt of [null, hoursAgo(1), hoursAgo(25)])
        for (const balancesError of balances)
          for (const stopReason of stops)
            for (const disconnectAt of [null, hoursAgo(-48)])
              for (const workOwed of [false, true])
                for (const newAccountsAt of [null, now])
                  yield {
                    ...well,
                    error,
                    failures,
                    lastSyncedAt,
                    balancesError,
                    stopReason,
                    disconnectAt,
                    workOwed,
                    newAccountsAt,
                  };
}

describe('in every combination of facts', () => {
  it('there is one state with words, an action and somebody whose turn it is', () => {
    let seen = 0;
    for (const facts of everyCombination()) {
      seen += 1;
      const { name, label, reason, action, actor } = describeItemState(facts, now);
      const asksSomebody = actor === 'person' || actor === 'person_at_bank';
      const what = JSON.stringify(facts);
      if (label === '' || !/^[A-Z].*[.]$/.test(reason)) throw new Error(`no words for ${what}`);
      if (asksSomebody && (action === 'wait' || action === 'none')) {
        throw new Error(`asks for nothing that can be done: ${what}`);
      }
      if (name === 'healthy') {
        const isWell =
          facts.stopReason === null &&
          facts.balancesError === null &&
          facts.disconnectAt === null &&
          facts.lastSyncedAt !== null &&
          facts.lastSyncedAt >= hoursAgo(24);
        if (!isWell) throw new Error(`healthy in spite of ${what}`);
      }
      if (facts.stopReason !== null && name !== 'revoked') throw new Error(`goes on with ${what}`);
    }
    expect(seen).toBeGreaterThan(10_000);
  });

  it('never shows a code of Plaid’s but to the operator', () => {
    for (const facts of everyCombination()) {
      const { name, reason, label } = describeItemState(facts, now);
      if (name === 'needs_operator') continue;
      if (/[A-Z]+_[A-Z]+/.test(`${label} ${reason}`)) throw new Error(reason);
    }
  });
});

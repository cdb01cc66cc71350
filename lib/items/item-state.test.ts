import { describe, expect, it } from 'vitest';
import { internalError, ownError } from '#lib/plaid/plaid-error';
import { describeItemState, type ItemFacts } from './item-state.ts';

const now = new Date('2026-11-21T12:00:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);

const well: ItemFacts = {
  workOwed: false,
  lastSyncedAt: hoursAgo(1),
  createdAt: hoursAgo(1_000),
  error: null,
  balancesError: null,
  failures: 0,
  historyComplete: true,
  consentExpiresAt: null,
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
      { ...well, balancesError: { type: 'INSTITUTION_ERROR', code: 'INSTITUTION_DOWN' } },
      'delayed',
      'sync',
    ],
    [
      'the balances want a sign-in',
      { ...well, balancesError: { type: 'ITEM_ERROR', code: 'ITEM_LOGIN_REQUIRED' } },
      'needs_sign_in',
      'sign_in',
    ],
    ['the login broke', failing('ITEM_ERROR', 'ITEM_LOGIN_REQUIRED'), 'needs_sign_in', 'sign_in'],
    [
      'consent is missing',
      failing('INVALID_INPUT', 'ADDITIONAL_CONSENT_REQUIRED'),
      'needs_sign_in',
      'sign_in',
    ],
    ['the bank locked the login', failing('ITEM_ERROR', 'ITEM_LOCKED'), 'needs_bank', 'sync'],
    [
      'access was revoked',
      failing('INVALID_INPUT', 'USER_PERMISSION_REVOKED'),
      'revoked',
      'link_again',
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
    expect(describeItemState(locked, now).reason).toBe('Your account is locked.');
  });
});

describe('a sync that failed and is tried again', () => {
  const failed = { workOwed: true, failures: 1, historyComplete: false, createdAt: hoursAgo(2) };
  it('says so at once, names the attempt, and can be started by hand', () => {
    const facts = failing('API_ERROR', 'INTERNAL_SERVER_ERROR', failed);
    expect(describeItemState(facts, now)).toEqual({
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

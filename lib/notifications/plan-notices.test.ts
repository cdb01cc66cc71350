import { describe, expect, it } from 'vitest';
import type { ItemStateName } from '#lib/items/contract';
import { planNotices, type Watched } from './plan-notices.ts';

const now = new Date('2026-11-21T12:00:00Z');
const hour = 3_600_000;
const ago = (hours: number) => new Date(now.getTime() - hours * hour);
const ahead = (hours: number) => ago(-hours);

function plan(facts: Partial<Watched>) {
  const well: Watched = {
    state: 'healthy',
    told: null,
    lastSyncedAt: ago(1),
    createdAt: ago(1_000),
    endsAt: null,
  };
  return planNotices({ ...well, ...facts }, now);
}

describe('planNotices', () => {
  it.each<ItemStateName>(['needs_sign_in', 'needs_bank', 'needs_operator', 'revoked'])(
    'tells of %s at once, and once',
    (state) => {
      expect(plan({ state }).trouble).toEqual({ began: state });
      expect(plan({ state, told: { trouble: state, at: ago(5) } }).trouble).toBe('same');
    },
  );

  it('tells anew when the trouble asks something else', () => {
    const told = { trouble: 'needs_sign_in', at: ago(5) };
    expect(plan({ state: 'revoked', told }).trouble).toEqual({ turned: 'revoked' });
    expect(plan({ state: 'delayed', told, lastSyncedAt: ago(30) }).trouble).toBe('same');
  });

  it('says nothing of a bank that does not answer, until a day has passed', () => {
    expect(plan({ state: 'delayed', lastSyncedAt: ago(23) }).trouble).toBe('same');
    expect(plan({ state: 'delayed', lastSyncedAt: ago(24) }).trouble).toEqual({ began: 'delayed' });
    expect(plan({ state: 'delayed', lastSyncedAt: null }).trouble).toEqual({ began: 'delayed' });
  });

  it('says that it is over only after a sync, and only when it was told', () => {
    const told = { trouble: 'needs_sign_in', at: ago(2) };
    expect(plan({ told, lastSyncedAt: ago(1) }).trouble).toBe('over');
    expect(plan({ told, lastSyncedAt: ago(3) }).trouble).toBe('same');
    expect(plan({ told, state: 'syncing' }).trouble).toBe('same');
    expect(plan({ told: null }).trouble).toBe('same');
  });

  it('forgets what goes on with a connection that leaves', () => {
    const told = { trouble: 'needs_sign_in', at: ago(2) };
    expect(plan({ told, state: 'removing', endsAt: ahead(20) })).toEqual({
      trouble: 'forgotten',
      expiring: null,
    });
  });

  it.each([
    ['eight days ahead', 8 * 24, null],
    ['a moment more than seven days', 7 * 24 + 0.01, null],
    ['seven days', 7 * 24, { on: '2026-11-28', daysAhead: 7 }],
    ['five days, when nobody looked before', 5 * 24, { on: '2026-11-26', daysAhead: 7 }],
    ['one day', 24, { on: '2026-11-22', daysAhead: 1 }],
    ['an hour', 1, { on: '2026-11-21', daysAhead: 1 }],
    ['over', -1, null],
  ])('warns of the end: %s', (_when, hours, expected) => {
    expect(plan({ endsAt: ahead(hours) }).expiring).toEqual(expected);
  });

  it('does not warn who must sign in anyway', () => {
    const told = { trouble: 'needs_sign_in', at: ago(2) };
    expect(plan({ state: 'needs_sign_in', endsAt: ahead(20) }).expiring).toBeNull();
    expect(plan({ state: 'needs_sign_in', told, endsAt: ahead(20) }).expiring).toBeNull();
  });
});

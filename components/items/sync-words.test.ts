import { describe, expect, it } from 'vitest';
import type { ItemStateName } from '#lib/items/contract';
import { describeHistory, describeRuns, hasEnded } from './sync-words.ts';

const today = '2026-11-21';
const none = { added: 0, posted: 0, changed: 0, removed: 0 };

describe('describeHistory', () => {
  it.each([
    [394, '2024-11-26', '2026-11-19', '394 transactions from Nov 26, 2024 to Nov 19'],
    [25_000, '2024-11-26', '2026-11-19', '25,000 transactions from Nov 26, 2024 to Nov 19'],
    [1, '2026-11-19', '2026-11-19', '1 transaction of Nov 19'],
  ])('of %d is said', (transactions, from, to, words) => {
    expect(describeHistory({ itemId: 'i', transactions, from, to }, today)).toBe(words);
  });

  it('of nothing is said too', () => {
    expect(describeHistory(undefined, today)).toBe('It has reported no transactions yet.');
  });
});

describe('describeRuns', () => {
  it.each([
    [[], 'nothing new'],
    [[none], 'nothing new'],
    [
      [
        { ...none, added: 2 },
        { ...none, added: 1 },
      ],
      '3 new',
    ],
    [[{ added: 1, posted: 2, changed: 3, removed: 4 }], '1 new, 2 posted, 3 changed, 4 withdrawn'],
  ])('of %j is “%s”', (runs, words) => {
    expect(describeRuns(runs)).toBe(words);
  });
});

describe('hasEnded', () => {
  const item = (name: ItemStateName, lastSyncedAt: string | null, lastAttemptAt: string) => ({
    lastSyncedAt,
    lastAttemptAt,
    state: { name, label: '', reason: '', action: 'wait' as const, actor: 'we' as const },
  });
  const times = {
    before: '2026-11-21T10:00Z',
    asked: '2026-11-21T10:01Z',
    now: '2026-11-21T10:02Z',
  };
  it.each([
    ['link', 'syncing', 'now', 'now', false],
    ['link', 'healthy', 'now', 'now', true],
    ['link', 'delayed', 'asked', 'now', true],
    ['sync', 'syncing', 'asked', 'now', false],
    ['sync', 'syncing', 'now', 'now', true],
    ['sync', 'healthy', 'now', 'now', true],
    ['sync', 'healthy', 'before', 'before', false],
    ['sync', 'needs_sign_in', 'asked', 'now', true],
    ['sync', 'needs_sign_in', 'asked', 'asked', false],
    ['sync', 'needs_sign_in', 'before', 'before', false],
  ] as const)('a %s that is %s, synced %s, tried %s: %s', (kind, name, synced, tried, ended) => {
    const watch = { itemId: 'i', kind, lastSyncedAt: times.asked, lastAttemptAt: times.asked };
    expect(hasEnded(watch, item(name, times[synced], times[tried]))).toBe(ended);
  });

  it('also when it was never tried before', () => {
    const watch = { itemId: 'i', kind: 'sync', lastSyncedAt: null, lastAttemptAt: null } as const;
    expect(hasEnded(watch, item('healthy', times.now, times.now))).toBe(true);
    expect(hasEnded(watch, item('delayed', null, times.now))).toBe(true);
  });
});

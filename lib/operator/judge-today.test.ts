import { describe, expect, it } from 'vitest';
import type { TodayDto } from './contract.ts';
import { judgeToday } from './judge-today.ts';

type Facts = Omit<TodayDto, 'troubles'>;

const now = new Date('2026-03-10T12:00:00Z');
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString();
const day = 24 * 60;

const calm: Facts = {
  connections: [
    { state: 'current', count: 3 },
    { state: 'needs_person', count: 2 },
    { state: 'stopped', count: 1 },
    { state: 'failing', count: 1 },
  ],
  oldestSyncedAt: ago(30),
  jobs: {
    states: [
      { state: 'failing', count: 2 },
      { state: 'waiting', count: 9 },
    ],
    oldestDueAt: ago(9),
  },
  webhooks: { outcomes: [{ outcome: 'woke', count: 12 }], waiting: 0 },
  syncs: [],
  workers: 1,
  integrity: { at: ago(29 * day), broken: 0 },
  backups: { lastGoodAt: ago(day), lateAt: ago(-day), hasFailed: false, isUnproven: false },
  installation: {
    version: '1.0.0',
    node: '24.0.0',
    postgres: '18.0',
    migrations: 4,
    missingMigrations: [],
  },
};
const troublesOf = (change: Partial<Facts>) =>
  judgeToday({ ...calm, ...change }, now).map(({ name, count }) => [name, count]);

describe('judgeToday', () => {
  it('is silent about what passes by itself or is a person’s to do', () => {
    expect(troublesOf({})).toEqual([]);
  });

  it.each<[string, Partial<Facts>, [string, number]]>([
    ['no worker', { workers: 0 }, ['no_worker', 1]],
    [
      'a database behind its version',
      { installation: { ...calm.installation, missingMigrations: ['a', 'b'] } },
      ['not_migrated', 2],
    ],
    [
      'a backup that failed',
      { backups: { ...calm.backups, hasFailed: true } },
      ['backup_failed', 1],
    ],
    [
      'no backup when one is long due',
      { backups: { ...calm.backups, lateAt: ago(1) } },
      ['backup_late', 1],
    ],
    [
      'an installation that was never backed up',
      { backups: { ...calm.backups, lastGoodAt: null, lateAt: ago(1) } },
      ['backup_never', 1],
    ],
    [
      'a backup that did not come back',
      { backups: { ...calm.backups, isUnproven: true } },
      ['backup_unproven', 1],
    ],
    ['a broken invariant', { integrity: { at: ago(1), broken: 2 } }, ['integrity_broken', 2]],
    [
      'a connection that our keys are refused for',
      { connections: [{ state: 'needs_operator', count: 4 }] },
      ['connections_ours', 4],
    ],
    [
      'a connection that nobody syncs',
      { connections: [{ state: 'late', count: 1 }] },
      ['connections_late', 1],
    ],
    [
      'a dead job',
      { jobs: { states: [{ state: 'dead', count: 3 }], oldestDueAt: null } },
      ['jobs_dead', 3],
    ],
    ['a job nobody takes', { jobs: { states: [], oldestDueAt: ago(11) } }, ['jobs_late', 1]],
    [
      'webhooks nobody acts on',
      { webhooks: { outcomes: [], waiting: 5 } },
      ['webhooks_waiting', 5],
    ],
    [
      'webhooks nobody knows',
      { webhooks: { outcomes: [{ outcome: 'unknown', count: 2 }], waiting: 0 } },
      ['webhooks_unknown', 2],
    ],
    ['books nobody checked', { integrity: null }, ['integrity_unchecked', 1]],
    [
      'books checked too long ago',
      { integrity: { at: ago(31 * day), broken: 0 } },
      ['integrity_unchecked', 1],
    ],
  ])('tells of %s', (_, change, expected) => {
    expect(troublesOf(change)).toEqual([expected]);
  });

  it('asks nobody to check books that are empty', () => {
    expect(troublesOf({ connections: [{ state: 'current', count: 0 }], integrity: null })).toEqual(
      [],
    );
  });

  it('gives a new installation time for its first backup', () => {
    const backups = { ...calm.backups, lastGoodAt: null, lateAt: ago(-1) };
    expect(troublesOf({ backups })).toEqual([]);
  });

  it('tells of the worst first', () => {
    const found = judgeToday({ ...calm, workers: 0, integrity: null }, now);
    expect(found.map(({ tone }) => tone)).toEqual(['danger', 'attention']);
  });
});

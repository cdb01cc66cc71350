import { describe, expect, it } from 'vitest';
import type { FoundRow } from './find-streams.ts';
import { type Group, type KeptStream, planStreams } from './plan-streams.ts';

const rows = new Map(
  ['a', 'b', 'c', 'd', 'e', 'f'].map((id, index): [string, FoundRow] => [
    id,
    { id, date: `2026-0${index + 1}-01`, amountMinor: -1_000, payee: 'one' },
  ]),
);

const found = { cadence: 'monthly', confidence: 80, plaidNextOn: null, plaidEnded: false } as const;
const group = (rowIds: string, plaidStreamId: string | null = null): Group => ({
  ...found,
  plaidStreamId,
  rowIds: [...rowIds],
});
const kept = (id: string, rowIds: string, more: Partial<KeptStream> = {}): KeptStream => ({
  ...found,
  id,
  rowIds: [...rowIds],
  plaidStreamIds: [],
  decided: false,
  merged: false,
  ...more,
});
const plan = (groups: Group[], streams: KeptStream[]) =>
  planStreams(groups, streams, rows).map(({ id, rowIds, plaidStreamIds }) => [
    id,
    rowIds.toSorted().join(''),
    plaidStreamIds.join(),
  ]);

describe('a stream', () => {
  it('is new where nothing is kept', () => {
    expect(plan([group('abc')], [])).toEqual([[null, 'abc', '']]);
  });

  it('goes on by Plaid’s id, though it has none of its rows', () => {
    expect(plan([group('def', 'p')], [kept('s', 'abc', { plaidStreamIds: ['p'] })])).toEqual([
      ['s', 'def', 'p'],
    ]);
  });

  it('goes on by its rows once Plaid finds it, too, or names it anew', () => {
    expect(plan([group('abcd', 'p')], [kept('s', 'abc')])).toEqual([['s', 'abcd', 'p']]);
    const former = kept('s', 'abc', { plaidStreamIds: ['old'] });
    expect(plan([group('abcd', 'new')], [former])).toEqual([['s', 'abcd', 'new']]);
  });

  it('that nobody decided goes when it is found no more', () => {
    expect(plan([], [kept('s', 'abc')])).toEqual([]);
  });

  it('that somebody decided stays, and takes in what comes later under its name', () => {
    expect(plan([], [kept('s', 'abc', { decided: true })])).toEqual([['s', 'abcdef', '']]);
  });

  it('is kept from rows that are another’s', () => {
    const decided = kept('s', 'abc', { decided: true });
    expect(plan([group('def', 'p')], [decided])).toEqual([
      ['s', 'abc', ''],
      [null, 'def', 'p'],
    ]);
  });

  it('has one group, the likeliest; the other is new', () => {
    expect(plan([group('ab'), group('cde')], [kept('s', 'abcde')])).toHaveLength(2);
  });

  it('that a person merged has all of them', () => {
    const merged = kept('s', 'abc', { decided: true, merged: true, plaidStreamIds: ['p', 'q'] });
    expect(plan([group('ab', 'p'), group('cd', 'q')], [merged])).toEqual([['s', 'abcdef', 'p,q']]);
  });

  it('that does not recur has whatever is found among its rows', () => {
    const rejected = kept('s', 'abcdef', { decided: true, merged: true });
    expect(plan([group('ace'), group('bdf')], [rejected])).toEqual([['s', 'abcdef', '']]);
  });

  it('never shares a row', () => {
    expect(plan([group('abc', 'p'), group('cde', 'q')], [])).toEqual([
      [null, 'abc', 'p'],
      [null, 'de', 'q'],
    ]);
  });
});

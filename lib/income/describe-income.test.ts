import { describe, expect, it } from 'vitest';
import { describeMissing, describeState, type ReadingFacts } from './describe-income.ts';

const facts = (given: Partial<ReadingFacts>): ReadingFacts => ({
  state: 'ready',
  errorCode: null,
  fetchedAt: null,
  changedAt: null,
  dueAt: null,
  ...given,
});
const fetchedAt = new Date('2026-03-01T00:00:00Z');
const stands = 'What was read before is still here.';

describe('describeState', () => {
  it('says nothing where nothing was asked, nor where Link was only opened', () => {
    const nothing = { state: 'not_asked', text: null, readAt: null };
    expect(describeState(null, 'bank')).toEqual(nothing);
    expect(describeState(facts({ state: 'opened' }), 'bank')).toEqual(nothing);
    expect(describeState(facts({ state: 'opened', fetchedAt }), 'bank').state).toBe('ready');
  });

  it.each([
    [{ state: 'waiting' }, 'by itself'],
    [{ state: 'none' }, 'nothing in these accounts'],
    [{ state: 'unsupported' }, 'Whoever runs it can ask Plaid'],
    [{ state: 'failed', errorCode: 'X', dueAt: new Date() }, 'we keep trying'],
    [{ state: 'failed', errorCode: 'X' }, 'share it once more'],
    [{ state: 'ready', changedAt: new Date() }, 'once more'],
  ] as const)('%j says what happened and what to do', (given, words) => {
    const told = describeState(facts(given), 'bank').text;
    expect(told).toContain(words);
    expect(told).not.toContain(stands);
    if (given.state === 'ready') return;
    expect(describeState(facts({ ...given, fetchedAt }), 'bank').text).toContain(stands);
  });

  it('says nothing where all is well', () => {
    expect(describeState(facts({ fetchedAt }), 'payroll')).toEqual({
      state: 'ready',
      text: null,
      readAt: fetchedAt.toISOString(),
    });
  });
});

it('describeMissing says each thing once, and nothing of owners’ names', () => {
  const told = describeMissing([
    { code: 'IDENTITY_UNAVAILABLE', cause: null },
    { code: 'TRANSACTIONS_UNAVAILABLE', cause: 'ITEM_LOGIN_REQUIRED' },
    { code: 'TRANSACTIONS_UNAVAILABLE', cause: null },
    { code: 'BRAND_NEW', cause: null },
  ]);
  expect(told).toHaveLength(2);
});

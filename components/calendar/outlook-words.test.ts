import { describe, expect, it } from 'vitest';
import { describeEnd, describeGap, describeLag, describeNext } from './outlook-words.ts';

const now = new Date('2026-11-21T12:00:00Z');
const none = { lastAt: null, usualGapMs: null, nextAt: null, usualLagDays: null };
const hour = 3_600_000;

describe('the words of what comes up', () => {
  it.each([
    [null, 'No end is known', null],
    [
      '2027-02-01T00:00:00Z',
      'Ends on Feb 1, 2027, in 72 days, unless somebody signs in again',
      null,
    ],
    [
      '2026-11-28T23:00:00Z',
      'Ends on Sat, Nov 28, in 7 days, unless somebody signs in again',
      'Ends in 7 days',
    ],
    [
      '2026-11-22T00:00:00Z',
      'Ends on Sun, Nov 22, tomorrow, unless somebody signs in again',
      'Ends tomorrow',
    ],
    ['2026-11-20T00:00:00Z', 'Ended on Fri, Nov 20', 'Ended'],
  ])('an end: %s', (endsAt, text, soon) => {
    expect(describeEnd(endsAt, '2026-11-21')).toEqual({ text, soon });
  });

  it.each([
    [null, 'Too early to tell'],
    ['2026-11-21T20:00:00Z', 'In about 8 hours'],
    ['2026-11-21T12:30:00Z', 'About now'],
    ['2026-11-21T09:00:00Z', 'Expected 3 hours ago; it may come any time'],
    ['2026-11-24T12:00:00Z', 'In about 3 days'],
  ])('the next refresh: %s', (nextAt, text) => {
    expect(describeNext({ ...none, nextAt }, now)).toBe(text);
  });

  it('what is usual, or that nothing is yet', () => {
    expect(describeGap(none) + describeLag(none)).toBe('Not seen often enough yet');
    const rhythm = { ...none, usualGapMs: 6 * hour, usualLagDays: 1 };
    expect(describeGap(rhythm) + describeLag(rhythm)).toBe(
      'Something new every 6 hours, 1 day after the transaction',
    );
    expect(describeLag({ ...none, usualLagDays: 0 })).toBe(', on the day of the transaction');
  });
});

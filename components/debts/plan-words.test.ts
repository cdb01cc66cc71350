import { expect, it } from 'vitest';
import { describeSaving, listColumns, monthAfter, sayMonths } from './plan-words.ts';

const plan = {
  currency: 'USD',
  monthlyMinor: 0,
  plan: { months: 24, interestMinor: 10_000 },
  minimum: { months: 60, interestMinor: 45_000 },
  debts: [],
  course: [],
  leftOut: [],
};

it('names a month over the turn of a year', () => {
  expect(monthAfter('2026-11-30', 3)).toEqual({ name: 'February 2027', short: 'Feb 27' });
});

it('names years where each column is one', () => {
  const course = [0, 12, 24].map((month) => ({ month, planMinor: 0, minimumMinor: 0 }));
  expect(listColumns(course, '2026-11-30')[1]).toEqual({ name: 'November 2027', short: '2027' });
  expect(listColumns(course.slice(0, 1), '2026-11-30')[0]?.short).toBe('Nov 26');
});

it('says how long', () => {
  expect([0, 1, 12, 27, null].map(sayMonths)).toEqual([
    '0 months',
    '1 month',
    '1 year',
    '2 years and 3 months',
    'More than fifty years',
  ]);
});

it('says what is saved, and promises nothing that has no end', () => {
  expect(describeSaving(plan)).toBe(
    '3 years sooner than by the payments alone, and $350.00 of interest saved.',
  );
  expect(describeSaving({ ...plan, plan: plan.minimum })).toContain('As soon as');
  const endless = { months: null, interestMinor: 0 };
  expect(describeSaving({ ...plan, minimum: endless })).toContain('would not come to an end');
  expect(describeSaving({ ...plan, plan: endless })).toContain('does not cover the interest');
});

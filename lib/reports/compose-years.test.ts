import { describe, expect, it } from 'vitest';
import { epochDay } from '#lib/dates/civil-date';
import { composeYears } from './compose-years.ts';

/** A hundred was spent on each of some days. */
function compose(dates: string[], { today, firstDay }: { today: string; firstDay: string }) {
  const sums = dates.map((date) => ({
    span: epochDay(date),
    key: null,
    currency: 'USD',
    incomeMinor: 0,
    spendingMinor: -100,
  }));
  const years = [2026, 2025];
  const [composed] = composeYears(sums, { years, measure: 'spending', today, firstDay });
  if (!composed) throw new Error('There are sums.');
  return composed;
}

const spent = ['2025-02-10', '2025-02-28', '2026-01-05', '2026-02-10', '2026-02-11'];

describe('a month beside the one a year earlier', () => {
  it('is held against the same days while it runs', () => {
    const { months, changes } = compose(spent, { today: '2026-02-20', firstDay: '2025-01-01' });
    expect(months.map((year) => year.slice(0, 3))).toEqual([
      [100, 200, null],
      [0, 200, 0],
    ]);
    expect(changes.slice(0, 3)).toEqual([100, 100, null]);
  });

  it('is held against all of it once it has ended', () => {
    const { changes } = compose(spent, { today: '2026-02-28', firstDay: '2025-01-01' });
    expect(changes[1]).toBe(0);
  });
});

describe('the course of a year', () => {
  it('is said of an earlier one only where it is known from its beginning', () => {
    const ends = (firstDay: string) =>
      compose(spent, { today: '2026-02-20', firstDay }).courses.map((course) =>
        course.findLast((each) => each !== null),
      );
    expect(ends('2025-01-31')).toEqual([300, 200]);
    expect(ends('2025-02-01')).toEqual([300, undefined]);
  });
});

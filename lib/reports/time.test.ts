import { describe, expect, it } from 'vitest';
import type { ReportQuery } from './contract.ts';
import { readTime } from './time.ts';

const today = '2026-11-22';
const read = (query: ReportQuery, firstDay: string | null = '2019-05-17', on = today) =>
  readTime(query, on, firstDay);
const spanOf = (query: ReportQuery, firstDay?: string | null, on?: string) => {
  const { span } = read(query, firstDay, on);
  return [span.from, span.to];
};

describe('the time of a report', () => {
  it('goes on with the day it is looked at', () => {
    expect(spanOf({})).toEqual(['2025-12-01', today]);
    expect(spanOf({ period: 'this-month' })).toEqual(['2026-11-01', today]);
    expect(spanOf({ period: 'last-month' })).toEqual(['2026-10-01', '2026-10-31']);
    expect(spanOf({ period: 'last-year' })).toEqual(['2025-01-01', '2025-12-31']);
    expect(spanOf({ period: 'all' })).toEqual(['2019-05-17', today]);
    expect(spanOf({ period: '3m' }, '2019-01-01', '2027-01-31')).toEqual([
      '2026-11-01',
      '2027-01-31',
    ]);
  });

  it('has days in their order alone', () => {
    expect(spanOf({ from: '2026-05-02', to: '2026-05-01' })).toEqual(spanOf({}));
  });

  it('begins with the month of the first transaction, unless it ends before that', () => {
    expect(spanOf({}, '2026-09-17')).toEqual(['2026-09-01', today]);
    expect(spanOf({ from: '2020-01-01', to: '2020-12-31' }, '2026-09-17')).toEqual([
      '2020-01-01',
      '2020-12-31',
    ]);
    expect(spanOf({ period: 'all' }, null)).toEqual(['2026-11-01', today]);
  });

  it('is cut as the calendar is, and into no more than can be read', () => {
    const days = { from: '2024-02-10', to: '2024-05-05' } as const;
    expect(read({ ...days, every: 'month' }).spans).toEqual([
      { from: '2024-02-10', to: '2024-02-29' },
      { from: '2024-03-01', to: '2024-03-31' },
      { from: '2024-04-01', to: '2024-04-30' },
      { from: '2024-05-01', to: '2024-05-05' },
    ]);
    expect(read({ ...days, every: 'quarter' }).spans.map(({ from }) => from)).toEqual([
      '2024-02-10',
      '2024-04-01',
    ]);
    expect(read({ period: 'all', every: 'month' }).every).toBe('quarter');
    for (const from of ['1970-01-01', '1999-12-31', '2019-02-28']) {
      const { spans } = read({ from, to: '2199-12-31', every: 'month' }, '1970-01-01');
      expect(spans.length).toBeLessThanOrEqual(41);
    }
  });

  it.each<[ReportQuery, string, string]>([
    [{ compare: 'before' }, '2024-12-01', '2025-11-22'],
    [{ period: 'this-month', compare: 'before' }, '2026-10-01', '2026-10-22'],
    [{ period: 'this-month', compare: 'year' }, '2025-11-01', '2025-11-22'],
    [{ from: '2024-02-01', to: '2024-02-29', compare: 'before' }, '2024-01-01', '2024-01-31'],
    [{ from: '2024-02-01', to: '2024-02-29', compare: 'year' }, '2023-02-01', '2023-02-28'],
    [{ from: '2026-03-10', to: '2026-03-19', compare: 'before' }, '2026-02-28', '2026-03-09'],
  ])('%o is held against as much of another', (query, from, to) => {
    expect(read(query).compared).toEqual({ from, to });
  });

  it('is held against nothing that is not known from its first month on', () => {
    expect(read({ compare: 'before' }, '2024-12-31').unknown).toBeNull();
    const early = { from: '2024-12-01', to: '2025-11-22' };
    expect(read({ compare: 'before' }, '2025-01-01')).toMatchObject({
      compared: null,
      unknown: early,
    });
    expect(read({ compare: 'year' }, null).compared).toBeNull();
    expect(read({}, '2025-01-01').unknown).toBeNull();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from './civil-date.ts';
import { type Cycle, daysOf, lastSpans, spanAfter, spanBefore, spanOn } from './cycles.ts';

const day = fc.integer({ min: 0, max: 30_000 }).map((days) => addDays('1990-01-01', days));
const cycle: fc.Arbitrary<Cycle> = fc.oneof(
  fc.record({ kind: fc.constant('month' as const), day: fc.integer({ min: 1, max: 31 }) }),
  fc.record({
    kind: fc.constant('weeks' as const),
    weeks: fc.constantFrom(1, 2, 4),
    from: day,
  }),
);

describe('a period', () => {
  it.each<[Cycle, string, string, string]>([
    [{ kind: 'month', day: 1 }, '2028-02-29', '2028-02-01', '2028-02-29'],
    [{ kind: 'month', day: 15 }, '2026-11-14', '2026-10-15', '2026-11-14'],
    [{ kind: 'month', day: 31 }, '2026-02-27', '2026-01-31', '2026-02-27'],
    [{ kind: 'month', day: 31 }, '2026-02-28', '2026-02-28', '2026-03-30'],
    [{ kind: 'month', day: 31 }, '2028-02-28', '2028-01-31', '2028-02-28'],
    [{ kind: 'month', day: 30 }, '2028-02-29', '2028-02-29', '2028-03-29'],
    [{ kind: 'month', day: 25 }, '2026-01-01', '2025-12-25', '2026-01-24'],
    [{ kind: 'weeks', weeks: 2, from: '2026-11-06' }, '2026-11-19', '2026-11-06', '2026-11-19'],
    [{ kind: 'weeks', weeks: 2, from: '2026-11-06' }, '2026-11-05', '2026-10-23', '2026-11-05'],
    [{ kind: 'weeks', weeks: 1, from: '2030-01-01' }, '2026-11-22', '2026-11-17', '2026-11-23'],
  ])('of %j on %s is from %s to %s', (each, date, from, to) => {
    expect(spanOn(each, date)).toEqual({ from, to });
  });

  it('holds its day, and begins where the one before ends', () => {
    fc.assert(
      fc.property(cycle, day, (each, date) => {
        const span = spanOn(each, date);
        expect(span.from <= date && date <= span.to).toBe(true);
        expect(spanBefore(each, span).to).toBe(addDays(span.from, -1));
        expect(spanAfter(each, span).from).toBe(addDays(span.to, 1));
        expect(spanOn(each, span.from)).toEqual(span);
        expect(spanOn(each, span.to)).toEqual(span);
      }),
    );
  });

  it('has 28 to 31 days of a month, and 7 of each week', () => {
    fc.assert(
      fc.property(cycle, day, (each, date) => {
        const days = daysOf(spanOn(each, date));
        if (each.kind === 'weeks') expect(days).toBe(each.weeks * 7);
        else expect(days >= 28 && days <= 31).toBe(true);
      }),
    );
  });

  it('follows those before it', () => {
    const monthly = { kind: 'month', day: 31 } as const;
    const spans = lastSpans(monthly, spanOn(monthly, '2026-03-15'), 3);
    expect(spans.map(({ from }) => from)).toEqual(['2025-12-31', '2026-01-31', '2026-02-28']);
  });
});

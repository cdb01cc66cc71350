import { describe, expect, it } from 'vitest';
import { findRhythm } from './rhythm.ts';

const hour = 3_600_000;
const start = Date.parse('2026-11-01T06:00:00Z');
const at = (...hours: number[]) => hours.map((each) => new Date(start + each * hour));

describe('findRhythm', () => {
  it('knows nothing of a connection that brought nothing', () => {
    expect(findRhythm([], [])).toEqual({
      lastAt: null,
      usualGapMs: null,
      nextAt: null,
      usualLagDays: null,
    });
  });

  it('says only when it was last, until there were four', () => {
    expect(findRhythm(at(0, 8, 16), [])).toMatchObject({
      lastAt: '2026-11-01T22:00:00.000Z',
      usualGapMs: null,
      nextAt: null,
    });
    expect(findRhythm(at(0, 8, 16, 24), [])).toMatchObject({
      usualGapMs: 8 * hour,
      nextAt: '2026-11-02T14:00:00.000Z',
    });
  });

  it('counts a webhook and its sync once, in whatever order they are given', () => {
    const twice = [0, 8, 16, 24].flatMap((each) => [each, each + 0.1, each + 0.4]);
    expect(findRhythm(at(...twice.reverse()), []).usualGapMs).toBe(8 * hour);
  });

  it('is not moved by one long weekend or one repeated delivery', () => {
    expect(findRhythm(at(0, 6, 12, 18, 90, 96, 97), []).usualGapMs).toBe(6 * hour);
  });

  it('tells the usual days until a transaction is here, never fewer than none', () => {
    expect(findRhythm([], [1, 1, 2, 1]).usualLagDays).toBeNull();
    expect(findRhythm([], [1, 3, 2, 0, 9, 2]).usualLagDays).toBe(2);
    expect(findRhythm([], [-1, -1, -1, 0, 0]).usualLagDays).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import { retryDelayMs } from './retry-delays.ts';

const hours = (ms: number) => ms / 3_600_000;

describe('the distance to the next try', () => {
  it('grows, and comes to three days and more before there is none', () => {
    const delays: number[] = [];
    for (let attempts = 1; ; attempts += 1) {
      const delay = retryDelayMs(attempts, 0.5);
      if (delay === null) break;
      expect(delay).toBeGreaterThan(delays.at(-1) ?? 0);
      delays.push(delay);
    }
    expect(delays).toHaveLength(9);
    const total = hours(delays.reduce((sum, each) => sum + each, 0));
    expect(total).toBeGreaterThan(72);
    expect(total).toBeLessThan(80);
  });

  it('differs by chance, by a tenth at most', () => {
    expect(retryDelayMs(1, 0)).toBe(4_500);
    expect(retryDelayMs(1, 1)).toBe(5_500);
  });
});

import { describe, expect, it } from 'vitest';
import { nextRunDelayMs, retryDelayMs } from './backoff.ts';

const minute = 60_000;
const down = { type: 'INSTITUTION_ERROR', code: 'INSTITUTION_DOWN' };

describe('retryDelayMs', () => {
  it('doubles while the bank is down, up to an hour', () => {
    const delays = [1, 2, 3, 20].map((failures) => retryDelayMs(down, failures, 0.5));
    expect(delays).toEqual([30_000, 60_000, 120_000, 60 * minute]);
  });

  it('spreads Items that failed together by a quarter either way', () => {
    expect(retryDelayMs(down, 1, 0)).toBe(22_500);
    expect(retryDelayMs(down, 1, 0.999999)).toBe(37_500);
  });

  it('comes back soon when the data only moved', () => {
    const moved = {
      type: 'TRANSACTIONS_ERROR',
      code: 'TRANSACTIONS_SYNC_MUTATION_DURING_PAGINATION',
    };
    expect(retryDelayMs(moved, 1, 0.5)).toBe(10_000);
  });

  it.each(['ITEM_LOGIN_REQUIRED', 'ITEM_LOCKED', 'ITEM_NOT_FOUND'])(
    'hardly tries while somebody must act first (%s)',
    (code) => {
      expect(retryDelayMs({ type: 'ITEM_ERROR', code }, 1, 0.5)).toBe(12 * 60 * minute);
    },
  );
});

describe('nextRunDelayMs', () => {
  it.each([
    ['not_ready', 1_000, 5_000],
    ['initial_complete', 5 * minute, 30_000],
    ['initial_complete', 60 * minute, 15 * minute],
    ['initial_complete', 3 * 24 * 60 * minute, null],
    ['historical_complete', 1_000, null],
  ] as const)('with %s at an age of %d ms waits %s', (status, ageMs, delay) => {
    expect(nextRunDelayMs({ status, balancesError: null }, ageMs)).toBe(delay);
  });

  it('asks again for balances within the hour', () => {
    const delta = { status: 'historical_complete', balancesError: down } as const;
    expect(nextRunDelayMs(delta, minute)).toBe(60 * minute);
  });
});

import { expect, it } from 'vitest';
import { judgeFailure } from './judge-failure.ts';

const hours = (count: number) => count * 3_600_000;

it.each([
  ['ITEM_ERROR', 'PRODUCT_NOT_READY', 'waiting', 30_000],
  ['ITEM_ERROR', 'PRODUCTS_NOT_SUPPORTED', 'unsupported', hours(168)],
  ['ITEM_ERROR', 'NO_LIABILITY_ACCOUNTS', 'unsupported', hours(168)],
  ['ITEM_ERROR', 'NO_INVESTMENT_ACCOUNTS', 'unsupported', hours(168)],
  ['INVALID_INPUT', 'INVALID_PRODUCT', 'unsupported', hours(168)],
  ['INVALID_INPUT', 'ADDITIONAL_CONSENT_REQUIRED', 'needs_consent', hours(168)],
  ['ITEM_ERROR', 'ACCESS_NOT_GRANTED', 'needs_consent', hours(168)],
  ['INSTITUTION_ERROR', 'INSTITUTION_DOWN', 'failed', 30_000],
  ['ITEM_ERROR', 'ITEM_LOGIN_REQUIRED', 'failed', hours(12)],
  ['INVALID_REQUEST', 'UNKNOWN_FIELDS', 'failed', hours(1)],
])('%s %s is %s, and asked again in time', (type, code, state, retryInMs) => {
  expect(judgeFailure({ type, code }, 1, 0.5)).toEqual({ state, retryInMs });
});

it('waits ever longer for what is not ready, and no longer than an hour', () => {
  const error = { type: 'ITEM_ERROR', code: 'PRODUCT_NOT_READY' };
  const delays = [1, 2, 3, 100].map((failures) => judgeFailure(error, failures, 0.5).retryInMs);
  expect(delays).toEqual([30_000, 60_000, 120_000, hours(1)]);
});

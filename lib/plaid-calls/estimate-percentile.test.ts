import { expect, it } from 'vitest';
import { latencyBuckets } from '#lib/plaid/call-tally';
import { estimatePercentile } from './estimate-percentile.ts';

/** Counts by the limits of their buckets; `more`: beyond the last. */
const counts = (byLimit: Record<number, number>, more = 0) => [
  ...latencyBuckets.map((limit) => byLimit[limit] ?? 0),
  more,
];

it.each([
  ['nothing', counts({}), 0.5, null],
  ['no bucket at all', [], 0.5, null],
  ['half of one bucket, evenly spread', counts({ 100: 10 }), 0.5, 75],
  ['the first bucket, from nought', counts({ 25: 4 }), 0.25, 6],
  ['the last of two that the share ends in', counts({ 50: 50, 1000: 50 }), 0.95, 975],
  ['just the first of two', counts({ 50: 50, 1000: 50 }), 0.5, 50],
  ['what is beyond all buckets', counts({ 50: 1 }, 9), 0.95, 30_000],
])('estimates %s', (_name, latencies, share, ms) => {
  expect(estimatePercentile(latencies, share)).toBe(ms);
});

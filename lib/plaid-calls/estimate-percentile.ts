import 'server-only';
import { latencyBuckets } from '#lib/plaid/call-tally';

/**
 * Within how many milliseconds that share of calls was answered: counted by bucket, and within one
 * taken as evenly spread. Beyond the last bucket its limit is all that is known.
 *
 * @param latencies  counts by `latencyBuckets`, and last those beyond
 * @param share  from 0 to 1
 * @returns null where nothing was counted
 */
export function estimatePercentile(latencies: readonly number[], share: number): number | null {
  const all = latencies.reduce((sum, count) => sum + count, 0);
  if (all === 0) return null;
  const wanted = share * all;
  let before = 0;
  for (const [index, count] of latencies.entries()) {
    if (count > 0 && before + count >= wanted) {
      const from = latencyBuckets[index - 1] ?? 0;
      const to = latencyBuckets[index] ?? from;
      return Math.round(from + ((wanted - before) / count) * (to - from));
    }
    before += count;
  }
  return latencyBuckets.at(-1) ?? null;
}

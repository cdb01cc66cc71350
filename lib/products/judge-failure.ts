import 'server-only';
import type { ItemProductState } from '#lib/db/generated/enums';
import { classifyError } from '#lib/plaid/error-table';
import { retryDelayMs } from '#lib/sync/backoff';

const hour = 3_600_000;
const week = 7 * 24 * hour;

/** Plaid has no class of their own for these: the installation's plan lacks the product. */
export const unoffered: ReadonlySet<string> = new Set([
  'INVALID_PRODUCT',
  'INVALID_PRODUCTS',
  'UNAUTHORIZED_ROUTE_ACCESS',
]);

/**
 * What an error of Plaid's says about one product of a connection, and when it is asked for again.
 *
 * @param failures  readings in a row that did not come, this one included
 * @param random    in [0, 1)
 */
export function judgeFailure(
  error: { type: string; code: string; message?: string },
  failures: number,
  random: number,
): { state: Exclude<ItemProductState, 'ready'>; retryInMs: number } {
  if (error.code === 'PRODUCT_NOT_READY') {
    return { state: 'waiting', retryInMs: retryDelayMs(error, failures, random) };
  }
  const kind = classifyError(error);
  // Nobody has to do anything about these, and a bank may come to offer more.
  if (kind === 'absent' || unoffered.has(error.code))
    return { state: 'unsupported', retryInMs: week };
  // Asked again at once when the person has allowed it; else rarely, as they may allow it elsewhere.
  if (kind === 'consent') return { state: 'needs_consent', retryInMs: week };
  return { state: 'failed', retryInMs: retryDelayMs(error, failures, random) };
}

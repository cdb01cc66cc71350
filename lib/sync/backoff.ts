import 'server-only';
import { classifyError } from '#lib/plaid/error-table';
import { internalError } from '#lib/plaid/plaid-error';
import type { TransactionsStatus } from '#lib/plaid/transactions';

const minute = 60_000;
const hour = 60 * minute;

/**
 * When to try a failed Item again. Waiting classes back off exponentially; where a person or the
 * operator must act first, a rare try notices that they did. Jitter of ±25 % keeps Items that
 * failed together from returning together.
 *
 * @param failures  failed runs in a row, this one included
 * @param random    in [0, 1)
 */
export function retryDelayMs(
  error: { type: string; code: string; message?: string },
  failures: number,
  random: number,
): number {
  const jitter = 0.75 + random * 0.5;
  return Math.round(baseDelayMs(error, failures) * jitter);
}

function baseDelayMs(
  error: { type: string; code: string; message?: string },
  failures: number,
): number {
  // A bug or a passing trouble of the database: unlike a wrong key, it may be over in a moment.
  if (error.code === internalError) return waitingMs(failures);
  switch (classifyError(error)) {
    case 'restart':
      return Math.min(5_000 * 2 ** failures, 10 * minute);
    case 'wait':
      return waitingMs(failures);
    case 'absent':
    case 'reset':
    case 'operator':
      return hour;
    case 'sign_in':
    case 'consent':
    case 'accounts':
    case 'at_bank':
    case 'revoked':
    case 'gone':
    case 'unsupported':
      return 12 * hour;
  }
}

function waitingMs(failures: number): number {
  return Math.min(15_000 * 2 ** Math.min(failures, 12), hour);
}

/**
 * When to run again after a commit; null = when something happens. Balances that could not be read
 * are asked for again within the hour.
 */
export function nextRunDelayMs(
  delta: { status: TransactionsStatus; balancesError: object | null },
  itemAgeMs: number,
): number | null {
  const history = historyPollDelayMs(delta.status, itemAgeMs);
  if (delta.balancesError === null) return history;
  return Math.min(history ?? hour, hour);
}

/**
 * While Plaid is still collecting an Item's history it announces each step by webhook. Where no
 * webhook can reach us, asking again at these intervals serves instead; null = nothing to wait for.
 */
function historyPollDelayMs(status: TransactionsStatus, itemAgeMs: number): number | null {
  if (status === 'historical_complete') return null;
  if (itemAgeMs < minute) return 5_000;
  if (itemAgeMs < 15 * minute) return 30_000;
  if (itemAgeMs < 24 * hour) return 15 * minute;
  return null;
}

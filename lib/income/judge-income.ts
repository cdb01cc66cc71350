import 'server-only';
import type { IncomeState } from '#lib/db/generated/enums';
import { judgeFailure } from '#lib/products/judge-failure';
import type { IncomeContent } from './content.ts';

const minute = 60_000;

/** Where a reading stands, and when Plaid is asked again unasked; null: not at all. */
export type Judgement = { state: Exclude<IncomeState, 'opened'>; retryInMs: number | null };

/** Plaid's words for a verification that came to nothing; only passing through Link anew makes another. */
const final = new Set(['INCOME_VERIFICATION_FAILED', 'INCOME_VERIFICATION_UPLOAD_ERROR']);
/** After this many of them Plaid has forgotten what it was to read. */
const patience = 10;

/** What an error of Plaid's says about one reading. */
export function judgeIncomeFailure(
  error: { type: string; code: string; message?: string },
  failures: number,
  random: number,
): Judgement {
  if (final.has(error.code)) return { state: 'failed', retryInMs: null };
  const { state, retryInMs } = judgeFailure(error, failures, random);
  if (error.code === 'INCOME_VERIFICATION_NOT_FOUND') {
    return failures < patience
      ? { state: 'waiting', retryInMs }
      : { state: 'none', retryInMs: null };
  }
  if (state === 'unsupported') return { state, retryInMs: null };
  return { state: state === 'waiting' ? 'waiting' : 'failed', retryInMs };
}

/** What came at a bank: there are payments, or Plaid found none. */
export function judgeBank({ banks, missing }: IncomeContent['bank']): Judgement {
  if (banks.some(({ streams }) => streams.length > 0)) return { state: 'ready', retryInMs: null };
  return { state: missing.length > 0 ? 'failed' : 'none', retryInMs: null };
}

/** What who pays says: all of it, some of it while the rest is being read, or nothing. */
export function judgePayroll({ payrolls, employments }: IncomeContent['payroll']): Judgement {
  const isRead = ({ status }: { status: string }) => status === 'PROCESSING_COMPLETE';
  const isPending = ({ status }: { status: string }) =>
    status === 'PROCESSING' || status === 'APPROVAL_STATUS_PENDING';
  const retryInMs = payrolls.some(isPending) ? 2 * minute : null;
  const hasSome =
    employments.length > 0 || payrolls.some(({ stubs, forms }) => stubs.length + forms.length > 0);
  if (hasSome) return { state: 'ready', retryInMs };
  if (retryInMs !== null) return { state: 'waiting', retryInMs };
  return { state: payrolls.some((each) => !isRead(each)) ? 'failed' : 'none', retryInMs };
}

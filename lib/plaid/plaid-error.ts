import 'server-only';

/** Our own codes for when Plaid gave no usable answer; they stand where Plaid's error_code would. */
export const noAnswer = 'NO_ANSWER';
export const badAnswer = 'BAD_ANSWER';
/** And for what went wrong on our side: error_type and error_code. */
export const ownError = 'OWN_ERROR';
export const internalError = 'INTERNAL_ERROR';
/** Plaid replaced the Item's access token, and its answer never arrived. */
export const tokenLost = 'TOKEN_LOST';
/** An amount that no figure of ours can hold exactly. */
export const amountOutOfRange = 'AMOUNT_OUT_OF_RANGE';
/** The stored cursor is invalid, and Plaid has not gathered the whole history again. */
export const historyNotReady = 'HISTORY_NOT_READY';

/**
 * Plaid answered with an error, or did not answer usably.
 *
 * Built from named fields alone: the HTTP client's own error carries the request with the secret
 * and the access token in it, and must not travel further.
 */
export class PlaidError extends Error {
  /** Plaid's error_type; `NO_ANSWER` for our own codes. */
  readonly type: string;
  /** Plaid's error_code, or `NO_ANSWER` / `BAD_ANSWER`. */
  readonly code: string;
  /** The only text of Plaid's that may be shown to people. */
  readonly display: string | null;
  readonly requestId: string | null;
  /** HTTP status; null when there was no answer. */
  readonly status: number | null;

  constructor(facts: {
    type: string;
    code: string;
    message?: string;
    display?: string | null;
    requestId?: string | null;
    status?: number | null;
  }) {
    super(facts.message ?? facts.code);
    this.name = 'PlaidError';
    this.type = facts.type;
    this.code = facts.code;
    this.display = facts.display ?? null;
    this.requestId = facts.requestId ?? null;
    this.status = facts.status ?? null;
  }
}

/** Plaid said no in its own words, so that nothing was done there; after any other failure it may have been. */
export function isRefusal(error: unknown): boolean {
  return error instanceof PlaidError && error.type !== noAnswer && error.type !== 'API_ERROR';
}

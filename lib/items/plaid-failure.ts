import 'server-only';
import { AppError } from '#lib/errors';
import { log } from '#lib/log';
import { classifyError, type ErrorClass } from '#lib/plaid/error-table';
import { PlaidError } from '#lib/plaid/plaid-error';

/**
 * A failure of Plaid's in words for the person who waits for the answer; anything else unchanged.
 *
 * @param what  what did not happen, as a sentence
 */
export function toAppError(error: unknown, what: string): unknown {
  if (!(error instanceof PlaidError)) return error;
  const { code, requestId, display } = error;
  log.warn(
    { code, plaidRequestId: requestId, status: error.status },
    'plaid refused a request of a person',
  );
  const cause = { cause: error, data: { plaidCode: code, requestId } };
  if (code === 'INVALID_PUBLIC_TOKEN') {
    const message = `${what} What Link returned has expired or was used already. Link the bank again.`;
    return new AppError('invalid_public_token', message, {
      ...cause,
      fields: { publicToken: 'It has expired or was used already.' },
    });
  }
  if (classifyError(error) === 'wait') {
    const why = display ?? 'Plaid is not answering.';
    return new AppError('plaid_unavailable', `${what} ${why} Nothing was changed; try again.`, {
      ...cause,
      retryAfterSeconds: 10,
    });
  }
  const why = display ?? `Plaid refused the request (${code}).`;
  return new AppError('plaid_error', `${what} ${why} Nothing was changed.`, cause);
}

/** What only the person can mend. */
const personsTurn: ErrorClass[] = ['sign_in', 'consent', 'accounts', 'at_bank', 'revoked', 'gone'];

/**
 * The same of a call about a linked account, where it may be the person's turn.
 *
 * @param what  what did not happen, as a sentence without its full stop
 */
export function toBankError(error: unknown, what: string): unknown {
  if (error instanceof PlaidError && personsTurn.includes(classifyError(error))) {
    const { code, requestId } = error;
    return new AppError(
      'item_needs_you',
      `${what}: the bank wants something of you first. Connections says what. Nothing was changed.`,
      { cause: error, data: { plaidCode: code, requestId } },
    );
  }
  return toAppError(error, `${what}.`);
}

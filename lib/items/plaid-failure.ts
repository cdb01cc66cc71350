import 'server-only';
import { AppError } from '#lib/errors';
import { log } from '#lib/log';
import { classifyError } from '#lib/plaid/error-table';
import { PlaidError } from '#lib/plaid/plaid-error';

/**
 * A failure of Plaid's in words for the person who waits for the answer; anything else unchanged.
 *
 * @param what  what did not happen, as a sentence
 */
export function toAppError(error: unknown, what: string): unknown {
  if (!(error instanceof PlaidError)) return error;
  const { code, requestId, display } = error;
  log.warn({ code, requestId, status: error.status }, 'plaid refused a request of a person');
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

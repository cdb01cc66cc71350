import 'server-only';
import { type RateLimit, refundToken, secondsUntilToken, takeToken } from '#lib/db/rate-bucket';
import { AppError } from '#lib/errors';
import { toBankError } from '#lib/items/plaid-failure';
import { log } from '#lib/log';
import { classifyError } from '#lib/plaid/error-table';
import { noAnswer, PlaidError } from '#lib/plaid/plaid-error';
import { unoffered } from './judge-failure.ts';

/**
 * Has Plaid look at a bank now, which Plaid bills, so often at most. A turn is only spent where the bank may have been asked.
 *
 * @param key    whose turns they are: a product of a connection
 * @param ask    the call
 * @returns how many seconds until it may be asked anew
 * @throws AppError rate_limited, with the same; item_needs_you; plaid_error or plaid_unavailable
 */
export async function lookAgain(
  key: string,
  limit: RateLimit,
  ask: () => Promise<void>,
): Promise<number> {
  await requireTurn(key, limit);
  try {
    await ask();
  } catch (error) {
    const mayBeAsked = error instanceof PlaidError && error.type === noAnswer;
    if (!mayBeAsked) await refundToken(key, limit);
    throw toWords(error);
  }
  return secondsUntilToken(key, limit);
}

async function requireTurn(key: string, limit: RateLimit): Promise<void> {
  if (await takeToken(key, limit)) return;
  const seconds = Math.max(1, await secondsUntilToken(key, limit));
  throw new AppError(
    'rate_limited',
    `This bank was asked a while ago. You can ask again in ${sayWait(seconds)}.`,
    { retryAfterSeconds: seconds, data: { againInSeconds: seconds } },
  );
}

function sayWait(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  return minutes <= 90 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}

function toWords(error: unknown): unknown {
  const isAbsent =
    error instanceof PlaidError && (classifyError(error) === 'absent' || unoffered.has(error.code));
  if (!isAbsent) return toBankError(error, 'The bank was not asked');
  const { code, requestId } = error;
  log.info({ code }, 'a bank cannot be asked again');
  return new AppError(
    'plaid_error',
    'This bank takes no such question through Plaid. What it tells of its own accord goes on coming here by itself; nothing was changed.',
    { cause: error, data: { plaidCode: code, requestId } },
  );
}

import 'server-only';
import { type RateLimit, refillSeconds, refundToken, takeToken } from '#lib/db/rate-bucket';
import { AppError } from '#lib/errors';

/** Everything a person can be asked to prove, together: ten guesses at once, then one a quarter hour. */
const perPerson: RateLimit = { capacity: 10, perMinute: 1 / 15 };

/**
 * Runs one check of what somebody gives as proof, wherever they give it. What is right costs nothing.
 *
 * @throws AppError rate_limited, before the check, after too many wrong ones
 */
export async function limitGuesses(
  userId: string,
  isRight: () => Promise<boolean>,
): Promise<boolean> {
  const key = `proof:${userId}`;
  if (!(await takeToken(key, perPerson))) {
    const message = 'Too many wrong tries. Nothing was changed; try again in 15 minutes.';
    throw new AppError('rate_limited', message, { retryAfterSeconds: refillSeconds(perPerson) });
  }
  if (!(await isRight())) return false;
  await refundToken(key, perPerson);
  return true;
}

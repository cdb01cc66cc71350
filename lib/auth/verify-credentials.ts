import 'server-only';
import { createHash } from 'node:crypto';
import { db } from '#lib/db/client';
import { takeToken } from '#lib/db/rate-bucket';
import { AppError } from '#lib/errors';
import { verifyNoPassword, verifyPassword } from './passwords.ts';

/** Ten tries at once, then one every ninety seconds: a person recovers, a guesser does not. */
const attempts = { capacity: 10, perMinute: 10 / 15 };

/**
 * @returns the user's id, or null for a wrong e-mail or password, in the same time
 * @throws AppError rate_limited after too many tries for this e-mail
 */
export async function verifyCredentials(email: string, password: string): Promise<string | null> {
  const key = `sign-in:${createHash('sha256').update(email).digest('base64url')}`;
  if (!(await takeToken(key, attempts))) {
    throw new AppError('rate_limited', 'Too many tries. Wait a few minutes, then try again.');
  }
  const user = await db().user.findUnique({
    where: { email },
    select: { id: true, passwordHash: true },
  });
  if (!user) {
    await verifyNoPassword(password);
    return null;
  }
  return (await verifyPassword(user.passwordHash, password)) ? user.id : null;
}

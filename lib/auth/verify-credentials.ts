import 'server-only';
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { db } from '#lib/db/client';
import { type RateLimit, refillSeconds, refundToken, takeToken } from '#lib/db/rate-bucket';
import { AppError } from '#lib/errors';
import { hashPassword, isHashedAsNow, verifyNoPassword, verifyPassword } from './passwords.ts';

/** One address at one e-mail: ten tries at once, then one every ninety seconds. */
const perPeerAndEmail: RateLimit = { capacity: 10, perMinute: 10 / 15 };
/** One address at any e-mail: a household behind one router, not a list of leaked passwords. */
const perPeer: RateLimit = { capacity: 100, perMinute: 60 };
/**
 * All addresses at one e-mail. Beyond it tries are slow, never refused: a flood of guesses must not
 * keep the person out.
 */
const perEmail: RateLimit = { capacity: 50, perMinute: 5 };
const slowMs = 2_000;

/**
 * @param peer  the address the try came from
 * @returns the user's id, or null for a wrong e-mail or password, in the same time
 * @throws AppError rate_limited after too many tries from this address
 */
export async function verifyCredentials(
  email: string,
  password: string,
  peer: string,
): Promise<string | null> {
  const who = createHash('sha256').update(email).digest('base64url');
  const buckets: [string, RateLimit][] = [
    [`sign-in:${who}:${peer}`, perPeerAndEmail],
    [`sign-in:from:${peer}`, perPeer],
  ];
  for (const [key, limit] of buckets) {
    if (await takeToken(key, limit)) continue;
    const retryAfterSeconds = refillSeconds(limit);
    const wait = retryAfterSeconds === 1 ? 'a second' : `${retryAfterSeconds} seconds`;
    throw new AppError('rate_limited', `Too many tries. Wait ${wait}, then try again.`, {
      retryAfterSeconds,
    });
  }
  const everybody = `sign-in:${who}`;
  if (!(await takeToken(everybody, perEmail))) await pause(slowMs);
  const user = await db().user.findUnique({
    where: { email },
    select: { id: true, passwordHash: true },
  });
  const isRight = user
    ? await verifyPassword(user.passwordHash, password)
    : await verifyNoPassword(password);
  if (!user || !isRight) return null;
  buckets.push([everybody, perEmail]);
  for (const [key, limit] of buckets) await refundToken(key, limit);
  if (!isHashedAsNow(user.passwordHash)) await hashAnew(user, password);
  return user.id;
}

/** While the password is at hand. One that was changed meanwhile stays. */
async function hashAnew(user: { id: string; passwordHash: string }, password: string) {
  const passwordHash = await hashPassword(password);
  await db().user.updateMany({ where: user, data: { passwordHash } });
}

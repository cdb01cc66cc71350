import 'server-only';
import { hashToken, isToken, newToken } from '#lib/crypto/tokens';
import { db, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { lockFactors } from '#lib/factors/lock-factors';
import { type FirstProof, requireStillProved } from './first-proof.ts';
import type { TokenCookie } from './session-cookie.ts';

const lifeMinutes = 5;
const tries = 5;

/** `userId`: whose password was right; null while nobody has proved anything. */
export type SignInAttempt = { id: string; userId: string | null };

type OpenAttempt = TokenCookie & { id: string };

/**
 * Remembers a browser on its way to a session.
 *
 * @param proof     of the first step; null while nobody has proved anything
 * @param replaces  the token of the browser's attempt before, which ends
 * @throws AppError sign_in_expired when the proof is worth nothing by now
 * @returns what its cookie holds; only the SHA-256 is stored
 */
export async function openAttempt(
  proof: FirstProof | null,
  replaces: string | null,
): Promise<OpenAttempt> {
  const [id, token, expiresAt] = [newId(), newToken(), lifeFromNow()];
  const userId = proof?.userId ?? null;
  await db().$transaction(async (tx) => {
    if (proof) {
      await lockFactors(tx, proof.userId);
      await requireStillProved(tx, proof);
    }
    if (replaces) await tx.signInAttempt.deleteMany({ where: { tokenHash: hashToken(replaces) } });
    await tx.signInAttempt.create({
      data: { id, tokenHash: hashToken(token), userId, triesLeft: tries, expiresAt },
    });
  });
  return { id, token, expiresAt };
}

/** Gives an attempt its whole life again. */
export async function extendAttempt(token: string, id: string): Promise<OpenAttempt> {
  const expiresAt = lifeFromNow();
  await db().signInAttempt.updateMany({ where: { id }, data: { expiresAt } });
  return { id, token, expiresAt };
}

function lifeFromNow(): Date {
  return new Date(Date.now() + lifeMinutes * 60_000);
}

/** The attempt of a cookie's token; null when there is none, it is too old, or its tries are used up. */
export async function findAttempt(token: string | null): Promise<SignInAttempt | null> {
  if (token === null || !isToken(token)) return null;
  return db().signInAttempt.findFirst({
    where: { tokenHash: hashToken(token), expiresAt: { gt: new Date() }, triesLeft: { gt: 0 } },
    select: { id: true, userId: true },
  });
}

/** Takes one of the attempt's tries; false when there is none left. */
export async function takeTry(id: string): Promise<boolean> {
  const { count } = await db().signInAttempt.updateMany({
    where: { id, triesLeft: { gt: 0 } },
    data: { triesLeft: { decrement: 1 } },
  });
  return count > 0;
}

/** Ends an attempt; false when it had ended already. */
export async function closeAttempt(tx: Tx, id: string): Promise<boolean> {
  const { count } = await tx.signInAttempt.deleteMany({ where: { id } });
  return count > 0;
}

/** Deletes the rows of attempts that led nowhere; returns how many. */
export async function deleteExpiredAttempts(): Promise<number> {
  const { count } = await db().signInAttempt.deleteMany({
    where: { expiresAt: { lt: new Date() } },
  });
  return count;
}

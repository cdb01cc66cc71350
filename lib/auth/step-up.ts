import 'server-only';
import { db } from '#lib/db/client';
import { AppError } from '#lib/errors';
import type { StepUpInput } from './contract.ts';
import { limitGuesses } from './limit-guesses.ts';
import { verifyPassword } from './passwords.ts';
import { renewSession } from './sessions.ts';

/**
 * Makes the session fresh again once the person has proved who they are.
 *
 * @param token  the session's
 * @returns what its cookie holds from now on
 * @throws AppError wrong_credentials, rate_limited, or unauthenticated when it ended meanwhile
 */
export async function stepUp(
  userId: string,
  token: string,
  proof: StepUpInput,
): Promise<{ token: string; expiresAt: Date }> {
  if (!(await limitGuesses(userId, () => isOwnPassword(userId, proof.password)))) {
    const message = 'This is not your password.';
    throw new AppError('wrong_credentials', message, { fields: { password: message } });
  }
  const renewed = await renewSession(token, { secondFactor: false });
  if (!renewed) throw new AppError('unauthenticated', 'Sign in to continue.');
  return renewed;
}

async function isOwnPassword(userId: string, password: string): Promise<boolean> {
  const { passwordHash } = await db().user.findUniqueOrThrow({
    where: { id: userId },
    select: { passwordHash: true },
  });
  return verifyPassword(passwordHash, password);
}

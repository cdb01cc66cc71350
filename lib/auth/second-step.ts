import 'server-only';
import { AppError } from '#lib/errors';
import type { FactorProof } from '#lib/factors/contract';
import { listFactorKinds } from '#lib/factors/queries';
import { requireProof } from './require-proof.ts';
import type { TokenCookie } from './session-cookie.ts';
import { createSession, type NewSession, sessionDays } from './sessions.ts';
import { closeAttempt, findAttempt, openAttempt, takeTry } from './sign-in-attempts.ts';

/**
 * After the first step, whatever that was: somebody whose account asks for no more may have a session
 * now; anybody else is on their way to the second step.
 *
 * @param replaces  the token of the browser's attempt before
 * @returns what the attempt's cookie holds; null when there is no second step
 */
export async function beginSecondStep(
  userId: string,
  replaces: string | null,
): Promise<TokenCookie | null> {
  const kinds = await listFactorKinds(userId);
  return kinds.length > 0 ? openAttempt(userId, replaces) : null;
}

/**
 * Signs in whoever did the first step and now shows that a factor is theirs.
 *
 * @param attempt  the token of the browser's attempt
 * @returns what the session's cookie holds
 * @throws AppError sign_in_expired, wrong_credentials or rate_limited
 */
export async function finishSecondStep(
  attempt: string | null,
  proof: FactorProof,
  browser: Pick<NewSession, 'userAgent' | 'peer' | 'replaces'>,
): Promise<TokenCookie> {
  const found = await findAttempt(attempt);
  if (!found?.userId || !(await takeTry(found.id))) throw expired();
  const { id, userId } = found;
  await requireProof(userId, proof, 'second_step_failed');
  // Of two requests with one attempt, one signs in.
  if (!(await closeAttempt(id))) throw expired();
  const token = await createSession({ ...browser, userId, secondFactor: true });
  return { token, expiresAt: new Date(Date.now() + sessionDays * 86_400_000) };
}

function expired(): AppError {
  const message = 'This took too long, or too many tries. Begin again with your password.';
  return new AppError('sign_in_expired', message);
}

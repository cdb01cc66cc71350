import 'server-only';
import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import { AppError } from '#lib/errors';
import { askForPasskey } from '#lib/factors/ask-for-passkey';
import type { FactorProof } from '#lib/factors/contract';
import { listFactorKinds } from '#lib/factors/queries';
import { verifyPasskey } from '#lib/factors/verify-passkey';
import { metrics } from '#lib/metrics/metrics';
import type { FirstProof } from './first-proof.ts';
import { requireProof } from './require-proof.ts';
import type { TokenCookie } from './session-cookie.ts';
import { type Browser, createSession, sessionDays } from './sessions.ts';
import {
  closeAttempt,
  extendAttempt,
  findAttempt,
  openAttempt,
  takeTry,
} from './sign-in-attempts.ts';

/**
 * After the first step, whatever that was: somebody whose account asks for no more may have a session
 * now; anybody else is on their way to the second step.
 *
 * @param replaces  the token of the browser's attempt before
 * @throws AppError sign_in_expired
 * @returns what the attempt's cookie holds; null when there is no second step
 */
export async function beginSecondStep(
  proof: FirstProof,
  replaces: string | null,
): Promise<TokenCookie | null> {
  const kinds = await listFactorKinds(proof.userId);
  return kinds.length > 0 ? openAttempt(proof, replaces) : null;
}

/**
 * What the browser asks a passkey with: of whoever gave the right password, or, as the first and only
 * step, of anybody.
 *
 * @param token  the browser's attempt, as far as it has one
 * @returns with what its cookie holds from now on, where that changes
 * @throws AppError sign_in_expired where a first step is missing
 */
export async function askToSignIn(
  step: 'first' | 'second',
  token: string | null,
): Promise<{ options: PublicKeyCredentialRequestOptionsJSON; attempt: TokenCookie | null }> {
  const found = await findAttempt(token);
  if (step === 'second') {
    if (!found?.userId) throw expired();
    const use = { purpose: 'second_step', holderId: found.id } as const;
    return { options: await askForPasskey(use, found.userId), attempt: null };
  }
  // Two tabs with the form share one attempt, whose life begins anew.
  const isReusable = token !== null && found?.userId === null;
  const opened = isReusable ? await extendAttempt(token, found.id) : await openAttempt(null, token);
  const use = { purpose: 'sign_in', holderId: opened.id } as const;
  return { options: await askForPasskey(use, null), attempt: opened };
}

/**
 * Signs in whoever did the first step and now shows that a factor is theirs, or whoever shows a
 * passkey that has verified its person, which is both steps in one.
 *
 * @param token  the browser's attempt
 * @returns what the session's cookie holds
 * @throws AppError sign_in_expired, wrong_credentials or rate_limited
 */
export async function finishSignIn(
  token: string | null,
  proof: FactorProof,
  browser: Browser,
): Promise<TokenCookie> {
  const attempt = await findAttempt(token);
  if (!attempt) throw expired();
  const userId = attempt.userId
    ? await requireSecondStep({ ...attempt, userId: attempt.userId }, proof)
    : await requirePasskey(attempt.id, proof);
  const session = await createSession({
    ...browser,
    userId,
    secondFactor: true,
    // Of two requests with one attempt, one signs in; none, where a new password ended it meanwhile.
    require: async (tx) => {
      if (!(await closeAttempt(tx, attempt.id))) throw expired();
    },
  });
  return { token: session, expiresAt: new Date(Date.now() + sessionDays * 86_400_000) };
}

async function requireSecondStep(
  { id, userId }: { id: string; userId: string },
  proof: FactorProof,
): Promise<string> {
  if (!(await takeTry(id))) throw expired();
  await requireProof({ userId, holderId: id, purpose: 'second_step' }, proof);
  return userId;
}

async function requirePasskey(holderId: string, proof: FactorProof): Promise<string> {
  if (proof.kind !== 'passkey') throw expired();
  const use = { purpose: 'sign_in', holderId } as const;
  const userId = await verifyPasskey(proof.assertion, use, null);
  if (userId) return userId;
  metrics().signInFailures.inc({ proof: 'passkey' });
  const message = 'This passkey is not known here, or was not accepted. Sign in another way.';
  throw new AppError('wrong_credentials', message);
}

function expired(): AppError {
  const message = 'This took too long, or too many tries. Begin again.';
  return new AppError('sign_in_expired', message);
}

import 'server-only';
import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import { AppError } from '#lib/errors';
import { askForPasskey } from '#lib/factors/ask-for-passkey';
import { listFactorKinds } from '#lib/factors/queries';
import type { ProofKind, StepUpInput } from './contract.ts';
import { listFirstSteps } from './first-steps.ts';
import { requireProof } from './require-proof.ts';
import type { TokenCookie } from './session-cookie.ts';
import { type Proved, renewSession, type Session } from './sessions.ts';

type Own = Pick<Session, 'id' | 'userId'>;

/** With what somebody may prove anew who they are: as they do the first step, where there is nothing better. */
export async function listProofKinds(userId: string): Promise<ProofKind[]> {
  const kinds = await listFactorKinds(userId);
  return kinds.length > 0 ? kinds : listFirstSteps(userId);
}

/** What the browser asks a passkey with, to confirm. */
export function askToStepUp({ id, userId }: Own): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return askForPasskey({ purpose: 'step_up', holderId: id }, userId);
}

/**
 * Makes the session fresh again once the person has proved who they are.
 *
 * @param token  the session's
 * @returns what its cookie holds from now on
 * @throws AppError forbidden, wrong_credentials, rate_limited, or unauthenticated when it ended meanwhile
 */
export async function stepUp(
  { id, userId }: Own,
  token: string,
  proof: StepUpInput,
): Promise<TokenCookie> {
  const kinds = await listProofKinds(userId);
  if (!kinds.includes(proof.kind)) {
    throw new AppError('forbidden', 'Your account asks for something else. Reload the page.');
  }
  await requireProof({ userId, holderId: id, purpose: 'step_up' }, proof);
  return renewOwnSession(token, { secondFactor: proof.kind !== 'password' });
}

/** As renewSession. @throws AppError unauthenticated when it ended meanwhile */
export async function renewOwnSession(
  token: string | null,
  proved: Proved | null,
): Promise<TokenCookie> {
  const renewed = token && (await renewSession(token, proved));
  if (!renewed) throw new AppError('unauthenticated', 'Sign in to continue.');
  return renewed;
}

import 'server-only';
import { recordAudit } from '#lib/audit/record-audit';
import type { FirstProof } from '#lib/auth/first-proof';
import { beginSecondStep } from '#lib/auth/second-step';
import type { TokenCookie } from '#lib/auth/session-cookie';
import { findSession, type Session } from '#lib/auth/sessions';
import { listProofKinds, renewOwnSession } from '#lib/auth/step-up';
import { db } from '#lib/db/client';
import type { Claims } from './claims.ts';
import { linkIdentity, meetIdentity } from './identities.ts';
import { OidcFailure } from './oidc-failure.ts';
import type { RoundTrip } from './round-trips.ts';
import { refuseStranger, signUpByProvider } from './sign-up-by-provider.ts';

/** What a browser brings along. */
export type Bearer = { sessionToken: string | null; attemptToken: string | null };

/** What comes of it: a session, a second step before there is one, or the session there was, under another token. */
export type Settled =
  | { to: 'session'; firstStep: FirstProof; provedAt: Date | null }
  | { to: 'second_step'; attempt: TokenCookie }
  | { to: 'same_session'; renewed: TokenCookie };

type Trip = RoundTrip & { startedAt: Date };

/**
 * Does what a browser went to the provider for, now that the provider says who it is.
 *
 * @throws OidcFailure
 */
export async function settleRoundTrip(
  trip: Trip,
  claims: Claims,
  bearer: Bearer,
): Promise<Settled> {
  switch (trip.purpose) {
    case 'sign_in':
      return signIn((await meetIdentity(claims)) ?? (await refuseStranger(claims)), claims, bearer);
    case 'sign_up': {
      const known = await meetIdentity(claims);
      return signIn(known ?? (await signUpByProvider(claims, trip.invite)), claims, bearer);
    }
    case 'link':
      await linkIdentity(await requireSameSession(trip, bearer), claims);
      return { to: 'same_session', renewed: await renewOwnSession(bearer.sessionToken, null) };
    case 'step_up': {
      const session = await requireSameSession(trip, bearer);
      await requireEnough(session);
      await requireFreshProof(session, trip, claims);
      const renewed = await renewOwnSession(bearer.sessionToken, { secondFactor: false });
      return { to: 'same_session', renewed };
    }
  }
}

/** The provider is the first step, as a password is. */
async function signIn(
  userId: string,
  { issuer, subject, provedAt }: Claims,
  { attemptToken }: Bearer,
): Promise<Settled> {
  const firstStep = { userId, by: 'oidc', issuer, subject } as const;
  const attempt = await beginSecondStep(firstStep, attemptToken);
  return attempt ? { to: 'second_step', attempt } : { to: 'session', firstStep, provedAt };
}

/** Somebody else may sit there by now, or the session has ended. @throws OidcFailure signed_out */
async function requireSameSession({ sessionId }: Trip, { sessionToken }: Bearer): Promise<Session> {
  const session = sessionToken === null ? null : await findSession(sessionToken);
  if (session && session.id === sessionId) return session;
  throw new OidcFailure('signed_out');
}

/**
 * Where there is something better, the provider confirms nothing: it is the first step alone. What was
 * added while they were there counts already.
 *
 * @throws OidcFailure not_enough
 */
async function requireEnough({ userId }: Session): Promise<void> {
  if ((await listProofKinds(userId)).includes('oidc')) return;
  await noteFailure(userId);
  throw new OidcFailure('not_enough');
}

function noteFailure(userId: string): Promise<void> {
  return recordAudit(db(), userId, { kind: 'step_up_failed', details: { proof: 'oidc' } });
}

/** As far as two clocks may differ. */
const toleranceMs = 60_000;

/**
 * That somebody comes back is no proof: providers let whoever is signed in there pass. What counts is
 * the time at which they say that the person gave a password, or whatever they ask for.
 *
 * @throws OidcFailure other_person or not_fresh
 */
async function requireFreshProof(
  { userId }: Session,
  { startedAt }: Trip,
  claims: Claims,
): Promise<void> {
  const isSame = (await meetIdentity(claims)) === userId;
  const since = startedAt.getTime() - toleranceMs;
  if (isSame && claims.provedAt !== null && claims.provedAt.getTime() >= since) return;
  await noteFailure(userId);
  throw new OidcFailure(isSame ? 'not_fresh' : 'other_person');
}

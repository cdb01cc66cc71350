import 'server-only';
import { type Attempt, createOptions } from '#lib/auth/next-auth';
import {
  readAttemptToken,
  readBrowser,
  readRoundTripToken,
  readSessionToken,
} from '#lib/auth/request-session';
import { runNextAuth } from '#lib/auth/run-next-auth';
import {
  attemptCookieLine,
  roundTripCookieLine,
  sessionCookieLine,
} from '#lib/auth/session-cookie';
import { env } from '#lib/env';
import { AppError } from '#lib/errors';
import { log } from '#lib/log';
import { readClaims } from './claims.ts';
import type { OidcProblem } from './contract.ts';
import { findProvider, type Provider, requireOidcSettings } from './find-provider.ts';
import { limitRoundTrips } from './limit-round-trips.ts';
import { createProvider, providerId } from './next-auth-provider.ts';
import { OidcFailure, readRefusal, toOidcFailure } from './oidc-failure.ts';
import { type RoundTrip, spendRoundTrip } from './round-trips.ts';
import { type Settled, settleRoundTrip } from './settle-round-trip.ts';

type Trip = NonNullable<Awaited<ReturnType<typeof spendRoundTrip>>>;

/**
 * A browser comes back from the provider. It is another site that sends it, so what counts is what
 * the browser brought along: the round trip's cookie, and next-auth's for state, PKCE and nonce.
 * Answers with the way to a page of ours, whatever happened.
 *
 * @throws AppError not_found where no provider is set up
 */
export async function finishRoundTrip(request: Request): Promise<Response> {
  requireOidcSettings();
  let trip: Trip | null = null;
  try {
    await limitRoundTrips(request);
    trip = await spendRoundTrip(readRoundTripToken(request));
    if (!trip) throw new OidcFailure('expired');
    return await comeBack(request, trip);
  } catch (error) {
    return leadTo(placeOf(readProblem(error), trip), []);
  }
}

async function comeBack(request: Request, trip: Trip): Promise<Response> {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  if (query.error !== undefined) throw noteRefusal(query.error);
  const provider = await findProvider();
  requireAnswerOf(provider, query.iss);
  const attempt: Attempt = {
    browser: readBrowser(request),
    attemptToken: readAttemptToken(request),
  };
  let failure: unknown;
  let settled: Settled | undefined;
  const own = createProvider(provider, trip.purpose, (error) => {
    failure = error;
  });
  const settle = async (claims: unknown) => {
    const { attemptToken } = attempt;
    const bearer = { attemptToken, sessionToken: readSessionToken(request) };
    settled = await settleRoundTrip(trip, readClaims(claims), bearer);
    if (settled.to === 'session') {
      attempt.firstStep = settled.firstStep;
      attempt.vouched = settled;
    }
    return settled.to === 'session';
  };
  const response = await runNextAuth(
    { method: 'GET', path: ['callback', providerId], headers: request.headers, fields: {}, query },
    createOptions(attempt, { provider: own, settle }),
  );
  if (failure !== undefined) throw toOidcFailure(failure);
  if (attempt.failure !== undefined) throw attempt.failure;
  // next-auth found none of its cookies: it was begun elsewhere.
  if (!settled) throw new OidcFailure('expired');
  return answer(settled, trip, response.headers.getSetCookie());
}

function answer(settled: Settled, { nextPath }: RoundTrip, cookies: string[]): Response {
  switch (settled.to) {
    case 'session':
      return leadTo(nextPath, cookies);
    case 'second_step':
      return leadTo(`/sign-in/second-step?${new URLSearchParams({ next: nextPath })}`, [
        ...cookies,
        attemptCookieLine(settled.attempt),
      ]);
    case 'same_session':
      return leadTo(nextPath, [...cookies, sessionCookieLine(settled.renewed)]);
  }
}

/** Against a mix-up with another provider (RFC 9207), where ours says in its answers who it is. */
function requireAnswerOf({ issuer, description }: Provider, given: string | undefined): void {
  const isNamed = description.authorization_response_iss_parameter_supported;
  if (given === undefined ? !isNamed : given === issuer) return;
  throw toOidcFailure(new Error(`An answer of ${given?.slice(0, 100) ?? 'nobody'} came back.`));
}

function readProblem(error: unknown): OidcProblem {
  if (error instanceof OidcFailure) return error.problem;
  if (error instanceof AppError && error.code === 'sign_in_expired') return 'expired';
  log.error({ error }, 'a way to the OIDC provider failed');
  return 'failed';
}

function noteRefusal(error: string): OidcFailure {
  log.info({ error: error.slice(0, 100) }, 'the OIDC provider refused to sign somebody in');
  return new OidcFailure(readRefusal(error));
}

/** Where a problem is told: who was signed in still is. */
function placeOf(problem: OidcProblem, trip: Trip | null): string {
  const search = new URLSearchParams({ problem });
  const isSignedIn = trip !== null && trip.sessionId !== null && problem !== 'signed_out';
  if (isSignedIn) return `/settings/security?${search}`;
  if (problem === 'unknown') return `/sign-up?${search}`;
  if (trip && trip.nextPath !== '/') search.set('next', trip.nextPath);
  return `/sign-in?${search}`;
}

function leadTo(path: string, cookies: string[]): Response {
  const headers = new Headers({ location: `${env().APP_URL}${path}` });
  for (const line of [...cookies, roundTripCookieLine(null)]) headers.append('set-cookie', line);
  return new Response(null, { status: 303, headers });
}

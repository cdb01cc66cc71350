import 'server-only';
import { createOptions } from '#lib/auth/next-auth';
import { safeNextPath } from '#lib/auth/next-path';
import { readAttemptToken, readBrowser, readSessionToken } from '#lib/auth/request-session';
import { runNextAuth } from '#lib/auth/run-next-auth';
import { roundTripCookieLine } from '#lib/auth/session-cookie';
import { findSession, type Session } from '#lib/auth/sessions';
import { listProofKinds } from '#lib/auth/step-up';
import { AppError } from '#lib/errors';
import { readHouseholdToken } from '#lib/households/household-token';
import { type OidcStartInput, oidcStartInput } from './contract.ts';
import { findProvider, requireOidcSettings } from './find-provider.ts';
import { limitRoundTrips } from './limit-round-trips.ts';
import { createProvider, providerId } from './next-auth-provider.ts';
import { OidcFailure, toOidcFailure } from './oidc-failure.ts';
import { describeOidcProblem } from './problem-words.ts';
import { openRoundTrip } from './round-trips.ts';

/**
 * Begins a way to the provider and back: answers with the address to go to, and leaves the browser
 * what it is recognised by when it returns.
 *
 * @param fields  what was posted: next-auth's CSRF token and OidcStartInput
 * @throws AppError not_found where no provider is set up, invalid_input, forbidden, unauthenticated,
 * step_up_required, rate_limited, unavailable
 */
export async function startRoundTrip(
  request: Request,
  fields: Record<string, string>,
): Promise<Response> {
  const { name } = requireOidcSettings();
  const input = oidcStartInput.safeParse(fields).data;
  if (!input) throw new AppError('invalid_input', 'Nothing was changed: say what it is for.');
  try {
    await limitRoundTrips(request);
    const session = await requireMayStart(input, readSessionToken(request));
    return await leave(request, fields, input, session);
  } catch (error) {
    if (!(error instanceof OidcFailure)) throw error;
    const { title, text } = describeOidcProblem(error.problem, name);
    const code = error.problem === 'too_often' ? 'rate_limited' : 'unavailable';
    throw new AppError(code, `${title}. ${text}`);
  }
}

/**
 * Only who proved lately who they are may link; stepping up is for whoever is signed in and has nothing
 * better to prove it with.
 */
async function requireMayStart(
  { purpose }: OidcStartInput,
  token: string | null,
): Promise<Session | null> {
  if (purpose === 'sign_in' || purpose === 'sign_up') return null;
  const session = token && (await findSession(token));
  if (!session) throw new AppError('unauthenticated', 'Sign in to continue.');
  if (purpose === 'link' && !session.isFresh) {
    throw new AppError('step_up_required', 'Confirm that it is you. Nothing was changed so far.');
  }
  if (purpose === 'step_up' && !(await listProofKinds(session.userId)).includes('oidc')) {
    throw new AppError('forbidden', 'Your account asks for something else. Reload the page.');
  }
  return session;
}

async function leave(
  request: Request,
  fields: Record<string, string>,
  { purpose, next, invite }: OidcStartInput,
  session: Session | null,
): Promise<Response> {
  const provider = await findProvider();
  let failure: unknown;
  const own = createProvider(provider, purpose, (error) => {
    failure = error;
  });
  const attempt = { browser: readBrowser(request), attemptToken: readAttemptToken(request) };
  const response = await runNextAuth(
    { method: 'POST', path: ['signin', providerId], headers: request.headers, fields },
    createOptions(attempt, { provider: own, settle: async () => false }),
  );
  if (failure) throw toOidcFailure(failure);
  const { url = '' } = (await response.json()) as { url?: string };
  if (!leadsTo(url, provider.description.authorization_endpoint)) {
    throw new AppError('forbidden', 'This page is too old. Load it again, then go on.');
  }
  const trip = await openRoundTrip({
    purpose,
    sessionId: session?.id ?? null,
    nextPath: safeNextPath(next),
    invite: invite === undefined ? null : readHouseholdToken(invite),
  });
  const headers = new Headers();
  for (const line of response.headers.getSetCookie()) headers.append('set-cookie', line);
  headers.append('set-cookie', roundTripCookieLine(trip));
  return Response.json({ url }, { headers });
}

/** Without its CSRF token next-auth leads back to our own page. */
function leadsTo(url: string, place: string): boolean {
  const [given, wanted] = [new URL(url), new URL(place)];
  return given.origin === wanted.origin && given.pathname === wanted.pathname;
}

import 'server-only';
import { actAs } from '#lib/audit/actor';
import { AppError } from '#lib/errors';
import { noteRefusal } from '#lib/http/note-refusal';
import { refuseForeignOrigin } from '#lib/http/origin';
import { readPeer } from '#lib/http/peer-address';
import { readFields } from '#lib/http/read-body';
import { answerError } from '#lib/http/respond';
import { forbidStoring } from '#lib/http/security-headers';
import { finishRoundTrip } from '#lib/oidc/finish-round-trip';
import { startRoundTrip } from '#lib/oidc/start-round-trip';
import type { FirstStepDto } from './contract.ts';
import { type Attempt, createOptions } from './next-auth.ts';
import { readAttemptToken, readBrowser, readSessionToken } from './request-session.ts';
import { runNextAuth } from './run-next-auth.ts';
import { attemptCookieLine, sessionCookieName, type TokenCookie } from './session-cookie.ts';
import { deleteSession } from './sessions.ts';

/** All that next-auth is asked for; its own pages are not. */
const actions: Record<string, string[]> = {
  GET: ['csrf', 'providers', 'session', 'callback/oidc'],
  POST: ['callback/credentials', 'signin/oidc', 'signout'],
};

/**
 * Answers everything under /api/auth: next-auth within the limits that every other route has, its
 * failures in the same envelope.
 */
export async function handleAuth(
  request: Request,
  context: { params: Promise<{ nextauth: string[] }> },
): Promise<Response> {
  const place = { method: request.method, path: '/api/auth/[...nextauth]' };
  const actor = { userId: null, peer: readPeer(request) };
  try {
    const path = (await context.params).nextauth;
    return forbidStoring(await actAs(actor, () => answer(request, path)));
  } catch (error) {
    noteRefusal(error, place, actor);
    return answerError(error, place);
  }
}

async function answer(request: Request, path: string[]): Promise<Response> {
  const action = path.join('/');
  const { method, headers } = request;
  requireAction(method, action);
  refuseForeignOrigin(request);
  const fields = method === 'POST' ? await readFields(request) : {};
  if (action === 'signin/oidc') return startRoundTrip(request, fields);
  if (action === 'callback/oidc') return finishRoundTrip(request);
  const token = readSessionToken(request);
  // First and by ourselves: next-auth clears the cookie also when the session could not be ended.
  if (action === 'signout' && token) await deleteSession(token);
  const attempt: Attempt = {
    browser: readBrowser(request),
    attemptToken: readAttemptToken(request),
  };
  const response = await runNextAuth(
    { method, path, headers, fields },
    createOptions(attempt),
  ).catch((error: unknown) => {
    throw attempt.failure ?? error;
  });
  if (attempt.failure !== undefined) throw attempt.failure;
  if (attempt.secondStep) return answerFirstStep(attempt.secondStep);
  if (action === 'callback/credentials') requireSessionCookie(response);
  // Not "cookies", which would end the sessions of every other host of this domain too.
  if (action === 'signout') response.headers.set('clear-site-data', '"cache", "storage"');
  return response;
}

/** @throws AppError not_found or method_not_allowed */
function requireAction(method: string, action: string): void {
  if (actions[method]?.includes(action)) return;
  const isKnown = Object.values(actions).flat().includes(action);
  if (isKnown) throw new AppError('method_not_allowed', `${method} is not possible here.`);
  throw new AppError('not_found', 'There is nothing at this address.');
}

/** The password was right, and no session is there yet. */
function answerFirstStep(attempt: TokenCookie): Response {
  const body: FirstStepDto = { secondStep: true };
  return Response.json(body, { headers: { 'set-cookie': attemptCookieLine(attempt) } });
}

/** Without its CSRF token next-auth neither signs in nor says so. @throws AppError forbidden */
function requireSessionCookie(response: Response): void {
  const prefix = `${sessionCookieName()}=`;
  if (response.headers.getSetCookie().some((cookie) => cookie.startsWith(prefix))) return;
  throw new AppError('forbidden', 'This page is too old. Load it again, then sign in.');
}

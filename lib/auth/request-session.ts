import 'server-only';
import { readCookies } from './run-next-auth.ts';
import { attemptCookieName, sessionCookieName } from './session-cookie.ts';

/** What the session cookie of a request holds; nobody has said yet that it is a session. */
export function readSessionToken(request: Request): string | null {
  return readCookies(request.headers)[sessionCookieName()] || null;
}

/** The same of a browser on its way to a session. */
export function readAttemptToken(request: Request): string | null {
  return readCookies(request.headers)[attemptCookieName()] || null;
}

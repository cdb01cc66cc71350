import 'server-only';
import { readCookies } from './run-next-auth.ts';
import { sessionCookieName } from './session-cookie.ts';
import { findSession } from './sessions.ts';

/** What the session cookie of a request holds; nobody has said yet that it is a session. */
export function readSessionToken(request: Request): string | null {
  return readCookies(request.headers)[sessionCookieName()] || null;
}

/**
 * Whether the session a long-lived request came with is still there. Read from the database anew,
 * past the per-request cache.
 */
export async function hasCurrentSession(request: Request): Promise<boolean> {
  const token = readSessionToken(request);
  return token !== null && (await findSession(token)) !== null;
}

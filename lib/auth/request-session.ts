import 'server-only';
import { sessionCookieName } from './session-cookie.ts';
import { findSession } from './sessions.ts';

/**
 * Whether the session a long-lived request came with is still there. Read from the database anew,
 * past the per-request cache.
 */
export async function hasCurrentSession(request: Request): Promise<boolean> {
  const prefix = `${sessionCookieName()}=`;
  const cookies = (request.headers.get('cookie') ?? '').split(/;\s*/);
  const token = cookies.find((each) => each.startsWith(prefix))?.slice(prefix.length);
  return token !== undefined && (await findSession(token)) !== null;
}

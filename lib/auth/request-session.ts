import 'server-only';
import { readPeer } from '#lib/http/peer-address';
import { readCookies } from './run-next-auth.ts';
import {
  attemptCookieName,
  browserCookieName,
  roundTripCookieName,
  sessionCookieName,
} from './session-cookie.ts';
import type { Browser } from './sessions.ts';

/** What the session cookie of a request holds; nobody has said yet that it is a session. */
export function readSessionToken(request: Request): string | null {
  return readCookies(request.headers)[sessionCookieName()] || null;
}

/** The same of a browser on its way to a session. */
export function readAttemptToken(request: Request): string | null {
  return readCookies(request.headers)[attemptCookieName()] || null;
}

/** The same of a browser on its way to the OIDC provider and back. */
export function readRoundTripToken(request: Request): string | null {
  return readCookies(request.headers)[roundTripCookieName()] || null;
}

/** Where a request comes from, as a session is told of it. */
export function readBrowser(request: Request): Browser & { peer: string } {
  return {
    userAgent: request.headers.get('user-agent'),
    peer: readPeer(request),
    browser: readCookies(request.headers)[browserCookieName()] || null,
    replaces: readSessionToken(request),
  };
}

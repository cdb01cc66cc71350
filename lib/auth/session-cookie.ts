import 'server-only';
import { env } from '#lib/env';

/** What a cookie holds, and until when. */
export type TokenCookie = { token: string; expiresAt: Date };

/** Under TLS the `__Host-` prefix binds the cookie to this very host and to HTTPS. */
export function isServedOverTls(): boolean {
  return env().APP_URL.startsWith('https:');
}

export function sessionCookieName(): string {
  return cookieName('session');
}

/** Of a browser on its way to a session (lib/auth/sign-in-attempts.ts). */
export function attemptCookieName(): string {
  return cookieName('sign-in');
}

/** Of a browser on its way to the OIDC provider and back (lib/oidc/round-trips.ts). */
export function roundTripCookieName(): string {
  return cookieName('oidc');
}

/** Of a browser that is recognised when it signs in again (lib/auth/known-browsers.ts). */
export function browserCookieName(): string {
  return cookieName('browser');
}

/** The Set-Cookie line of a session, as next-auth writes it. */
export function sessionCookieLine(cookie: TokenCookie): string {
  return cookieLine(sessionCookieName(), cookie);
}

/** `null` takes the cookie away. */
export function attemptCookieLine(cookie: TokenCookie | null): string {
  return cookieLine(attemptCookieName(), cookie ?? gone);
}

/** `null` takes the cookie away. */
export function roundTripCookieLine(cookie: TokenCookie | null): string {
  return cookieLine(roundTripCookieName(), cookie ?? gone);
}

const gone: TokenCookie = { token: '', expiresAt: new Date(0) };

/** Under TLS the `__Host-` prefix, which a name over plain HTTP cannot have. */
export function cookieName(name: string): string {
  return `${isServedOverTls() ? '__Host-' : ''}plumbline.${name}`;
}

function cookieLine(name: string, { token, expiresAt }: TokenCookie): string {
  const secure = isServedOverTls() ? ' Secure;' : '';
  return `${name}=${token}; Path=/; Expires=${expiresAt.toUTCString()}; HttpOnly;${secure} SameSite=Lax`;
}

import 'server-only';
import { env } from '#lib/env';

/** Under TLS the `__Host-` prefix binds the cookie to this very host and to HTTPS. */
export function isServedOverTls(): boolean {
  return env().APP_URL.startsWith('https:');
}

export function sessionCookieName(): string {
  return isServedOverTls() ? '__Host-plumbline.session' : 'plumbline.session';
}

/** The Set-Cookie line of a session, as next-auth writes it. */
export function sessionCookieLine({
  token,
  expiresAt,
}: {
  token: string;
  expiresAt: Date;
}): string {
  const secure = isServedOverTls() ? ' Secure;' : '';
  return `${sessionCookieName()}=${token}; Path=/; Expires=${expiresAt.toUTCString()}; HttpOnly;${secure} SameSite=Lax`;
}

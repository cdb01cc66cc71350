import 'server-only';
import { env } from '#lib/env';

/** Under TLS the `__Host-` prefix binds the cookie to this very host and to HTTPS. */
export function isServedOverTls(): boolean {
  return env().APP_URL.startsWith('https:');
}

export function sessionCookieName(): string {
  return isServedOverTls() ? '__Host-plumbline.session' : 'plumbline.session';
}

import 'server-only';
import { env } from '#lib/env';

/** Nothing in an answer of the API is to be run, framed or shown as a page. */
const apiPolicy =
  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

/** What every answer says, pages and API alike. */
export function setSecurityHeaders(headers: Headers): void {
  headers.set('x-content-type-options', 'nosniff');
  headers.set('referrer-policy', 'same-origin');
  headers.set('cross-origin-opener-policy', 'same-origin-allow-popups');
  headers.set('cross-origin-resource-policy', 'same-origin');
  headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=()');
  if (env().APP_URL.startsWith('https:')) {
    headers.set('strict-transport-security', 'max-age=63072000; includeSubDomains');
  }
}

/** The same for an answer of the API, which no cache may keep unless the answer says so itself. */
export function secureApiResponse(response: Response): Response {
  setSecurityHeaders(response.headers);
  response.headers.set('content-security-policy', apiPolicy);
  response.headers.set('x-frame-options', 'DENY');
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store');
  return response;
}

import 'server-only';
import { env } from '#lib/env';

/** What a page without its own policy, an answer of the API or a file may do when shown: nothing. */
const emptyPolicy =
  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

/** No page of ours needs any of these; passkeys, the clipboard and full screen are left alone. */
const refusedFeatures = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
];

/** What every answer of this process says, whoever makes it; a page puts its own policy over ours. */
export function securityHeaders(): Record<string, string> {
  const headers: Record<string, string> = {
    'content-security-policy': emptyPolicy,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin-allow-popups',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': refusedFeatures.map((name) => `${name}=()`).join(', '),
  };
  if (env().APP_URL.startsWith('https:')) {
    headers['strict-transport-security'] = 'max-age=63072000; includeSubDomains';
  }
  return headers;
}

/** No cache may keep an answer of the API unless the answer says so itself. */
export function forbidStoring(response: Response): Response {
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store');
  return response;
}

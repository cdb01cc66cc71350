import 'server-only';
import { env } from '#lib/env';
import { AppError } from '#lib/errors';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a state-changing request that another site made the browser send. Browsers say where a
 * request comes from in Sec-Fetch-Site; older ones in Origin; a request with neither is refused.
 *
 * @throws AppError forbidden
 */
export function refuseForeignOrigin(request: Request): void {
  if (safeMethods.has(request.method)) return;
  const site = request.headers.get('sec-fetch-site');
  const isOwn =
    site === null
      ? request.headers.get('origin') === new URL(env().APP_URL).origin
      : site === 'same-origin';
  if (isOwn) return;
  throw new AppError('forbidden', 'This request did not come from this app. Nothing was changed.');
}

import 'server-only';
import { takeToken } from '#lib/db/rate-bucket';
import { readPeer } from '#lib/http/peer-address';
import { OidcFailure } from './oidc-failure.ts';

/** Each makes us ask the provider: enough for a household behind one router. */
const perPeer = { capacity: 60, perMinute: 30 };

/** @throws OidcFailure too_often */
export async function limitRoundTrips(request: Request): Promise<void> {
  if (await takeToken(`oidc:${readPeer(request)}`, perPeer)) return;
  throw new OidcFailure('too_often');
}

import 'server-only';
import { z } from 'zod';
import { env } from '#lib/env';
import { AppError } from '#lib/errors';
import { fetchJson } from '#lib/net/fetch-json';
import { isLoopback } from '#lib/net/loopback';
import { toOidcFailure } from './oidc-failure.ts';
import type { OidcSettings } from './settings.ts';

const timeoutMs = 5_000;
const limitBytes = 256 * 1024;
/** How long what a provider says of itself is believed without asking again. */
const keptMs = 10 * 60_000;

const texts = z.array(z.string().max(100)).max(100);

/** OpenID Connect Discovery 1.0, as far as we need it. */
const description = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
  userinfo_endpoint: z.url().optional(),
  id_token_signing_alg_values_supported: texts.default(['RS256']),
  token_endpoint_auth_methods_supported: texts.default(['client_secret_basic']),
  /** RFC 9207: says in its answers who it is. */
  authorization_response_iss_parameter_supported: z.boolean().default(false),
});

/** The provider: what the settings and its own description say. */
export type Provider = OidcSettings & { description: z.infer<typeof description> };

/** @throws AppError not_found where none is set up */
export function requireOidcSettings(): OidcSettings {
  const { oidc } = env();
  if (!oidc) throw new AppError('not_found', 'There is nothing at this address.');
  return oidc;
}

let kept: { provider: Provider; until: number } | undefined;

/** @throws AppError not_found, OidcFailure unavailable or misconfigured */
export async function findProvider(): Promise<Provider> {
  const settings = requireOidcSettings();
  if (kept?.provider.issuer === settings.issuer && kept.until > Date.now()) return kept.provider;
  try {
    const found = await fetchJson(describedAt(settings.issuer), { timeoutMs, limitBytes });
    const provider = { ...settings, description: description.parse(found) };
    requireOwnPlaces(provider);
    kept = { provider, until: Date.now() + keptMs };
    return provider;
  } catch (error) {
    throw toOidcFailure(error);
  }
}

function describedAt(issuer: string): string {
  return `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
}

/**
 * Whoever answers for the provider must not lead us anywhere: it is who we asked for, and all of it
 * is at hosts that the operator named, as well protected on the way as the issuer.
 */
function requireOwnPlaces({ issuer, hosts, description: found }: Provider): void {
  if (found.issuer !== issuer) {
    throw new Error(`The provider calls itself ${found.issuer}: OIDC_ISSUER must be just that.`);
  }
  for (const name of endpoints) {
    const place = found[name];
    if (place === undefined) continue;
    const { protocol, host } = new URL(place);
    const isSafe = protocol === 'https:' || isLoopback(place);
    if (protocol !== new URL(issuer).protocol || !isSafe) {
      throw new Error(`The provider's ${name} and its issuer must both be https, or both be here.`);
    }
    if (!hosts.includes(host)) {
      throw new Error(`The provider's ${name} is at ${host}, which OIDC_HOSTS does not name.`);
    }
  }
}

const endpoints = [
  'authorization_endpoint',
  'token_endpoint',
  'jwks_uri',
  'userinfo_endpoint',
] as const;

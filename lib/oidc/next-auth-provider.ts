import 'server-only';
import http from 'node:http';
import https from 'node:https';
import type { OAuthConfig, TokenEndpointHandler } from 'next-auth/providers/oauth';
import { sessionDays } from '#lib/auth/sessions';
import type { OidcPurpose } from '#lib/db/generated/enums';
import { limitAnswers } from '#lib/net/limit-answers';
import type { Provider } from './find-provider.ts';

type Client = Parameters<NonNullable<TokenEndpointHandler['request']>>[0]['client'];
type Tokens = Awaited<ReturnType<Client['callback']>>;
type Claims = ReturnType<Tokens['claims']>;

export const providerId = 'oidc';

const timeoutMs = 5_000;

/** openid-client reads whatever it is sent, for as long as a byte comes now and then. */
const limits = { limitBytes: 256 * 1024, timeoutMs: 2 * timeoutMs };
const httpAgent = limitAnswers(new http.Agent(), limits);
const httpsAgent = limitAnswers(new https.Agent(), limits);

/** Signatures by a key that the provider alone has, the one every provider must know first. */
const algorithms = ['RS256', 'ES256', 'PS256', 'EdDSA', 'ES384', 'RS384', 'ES512', 'RS512'];

/**
 * The provider as next-auth and openid-client under it know it: code flow with PKCE (S256), state
 * and nonce; the ID token's signature, issuer, audience and times are checked by openid-client.
 *
 * @param onFailure  is told why an exchange failed, which next-auth would keep to itself
 */
export function createProvider(
  provider: Provider,
  purpose: OidcPurpose,
  onFailure: (error: unknown) => void,
): OAuthConfig<Claims> {
  const { description } = provider;
  let claims: Claims;
  return {
    id: providerId,
    name: provider.name,
    type: 'oauth',
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    issuer: provider.issuer,
    jwks_endpoint: description.jwks_uri,
    clientId: provider.clientId,
    clientSecret: provider.clientSecret,
    client: {
      id_token_signed_response_alg: chooseAlgorithm(provider),
      token_endpoint_auth_method: chooseAuthMethod(provider),
    },
    httpOptions: { timeout: timeoutMs, agent: isHttps(provider.issuer) ? httpsAgent : httpAgent },
    authorization: {
      url: description.authorization_endpoint,
      params: { scope: 'openid profile email', ...askedFor[purpose] },
    },
    token: {
      url: description.token_endpoint,
      request: async ({ client, provider: own, params, checks }) => {
        try {
          const tokens = await client.callback(own.callbackUrl, params, checks);
          claims = await readClaims(provider, client, tokens);
          return { tokens };
        } catch (error) {
          onFailure(error);
          throw error;
        }
      },
    },
    userinfo: { url: description.userinfo_endpoint, request: async () => claims },
    profile: ({ sub }) => ({ id: sub }),
  };
}

/** All of a provider is as its issuer is, see find-provider.ts. */
function isHttps(issuer: string): boolean {
  return new URL(issuer).protocol === 'https:';
}

/** With max_age a provider has to say when the person signed in there (OpenID Connect 3.1.2.1). */
const atMost = { max_age: sessionDays * 86_400 };
const askedFor: Record<OidcPurpose, Record<string, unknown>> = {
  sign_in: atMost,
  sign_up: atMost,
  link: atMost,
  step_up: { prompt: 'login', max_age: 0 },
};

/** What the ID token says; where it does not name the e-mail, the rest from where providers keep it. */
async function readClaims(
  { description }: Provider,
  client: Client,
  tokens: Tokens,
): Promise<Claims> {
  const claims = tokens.claims();
  if (claims.email !== undefined || !description.userinfo_endpoint) return claims;
  return { ...(await client.userinfo(tokens)), ...claims };
}

/** Not what the token itself says it was signed by, and never none. */
function chooseAlgorithm({ description }: Provider): string {
  const known = description.id_token_signing_alg_values_supported;
  const [first = ''] = algorithms;
  return algorithms.find((each) => known.includes(each)) ?? first;
}

function chooseAuthMethod({ description }: Provider) {
  const known = description.token_endpoint_auth_methods_supported;
  const [usual, other] = ['client_secret_basic', 'client_secret_post'] as const;
  return !known.includes(usual) && known.includes(other) ? other : usual;
}

import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

/** Who signs in there: what the provider says of them. */
export type OidcPerson = {
  sub: string;
  email?: string;
  email_verified?: boolean;
  name?: string;
  /** Seconds; now unless told, and `null` where it does not say. */
  auth_time?: number | null;
};

type Answer = { status: number; body: string; headers: Record<string, string> };
type Grant = { person: OidcPerson; nonce: string; challenge: string; redirectUri: string };

const clientId = 'plumbline';
const clientSecret = 'a secret of the provider';

/**
 * An OpenID Connect provider: code flow with PKCE, and a page where one says who one is. Which of its
 * answers lie is for the test to say.
 */
export async function openOidcProvider() {
  const keys = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
  const grants = new Map<string, Grant>();
  const requests: string[] = [];
  const lies = {
    /** What it says of itself, beside what is true. */
    description: {} as Record<string, unknown>,
    /** What the ID token says. */
    claims: (claims: JWTPayload): JWTPayload => claims,
    /** How the ID token is signed. */
    sign: (claims: JWTPayload): Promise<string> =>
      new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(keys.privateKey),
    /** What it answers in place of all else, by path. */
    instead: {} as Record<string, Answer>,
    /** Names the e-mail in its UserInfo answer alone. */
    terse: false,
  };
  const truth = { ...lies };
  let issuer = '';

  const describe = () => ({
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    userinfo_endpoint: `${issuer}/userinfo`,
    id_token_signing_alg_values_supported: ['RS256'],
    authorization_response_iss_parameter_supported: true,
    ...lies.description,
  });
  const claimsOf = ({ auth_time, email, email_verified, ...person }: OidcPerson) => ({
    ...person,
    ...(auth_time === null ? {} : { auth_time: auth_time ?? seconds() }),
    ...(lies.terse ? {} : { email, email_verified }),
  });
  const grant = (query: URLSearchParams, person: OidcPerson): string => {
    const code = randomUUID();
    const redirectUri = query.get('redirect_uri') ?? '';
    grants.set(code, {
      person,
      redirectUri,
      nonce: query.get('nonce') ?? '',
      challenge: query.get('code_challenge') ?? '',
    });
    const answer = new URLSearchParams({ code, state: query.get('state') ?? '', iss: issuer });
    return `${redirectUri}?${answer}`;
  };
  const exchange = async (request: IncomingMessage): Promise<Answer> => {
    const form = new URLSearchParams(await readText(request));
    const code = form.get('code') ?? '';
    const found = grants.get(code);
    grants.delete(code);
    const verifier = createHash('sha256').update(form.get('code_verifier') ?? '');
    const isRight =
      request.headers.authorization === basic &&
      found?.challenge === verifier.digest('base64url') &&
      found.redirectUri === form.get('redirect_uri');
    if (!found || !isRight) return json({ error: 'invalid_grant' }, 400);
    const times = { iat: seconds(), exp: seconds() + 300 };
    const whole = { iss: issuer, aud: clientId, nonce: found.nonce, ...times };
    const idToken = await lies.sign(lies.claims({ ...whole, ...claimsOf(found.person) }));
    people.set(idToken, found.person);
    return json({ access_token: idToken, token_type: 'Bearer', id_token: idToken });
  };
  const people = new Map<string, OidcPerson>();

  const answer = async (request: IncomingMessage, url: URL): Promise<Answer> => {
    const path = url.pathname;
    const instead = lies.instead[path];
    if (instead) return instead;
    if (path === '/.well-known/openid-configuration') return json(describe());
    if (path === '/jwks') return json({ keys: [jwk] });
    if (path === '/token') return exchange(request);
    if (path === '/userinfo') {
      const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
      return json(people.get(token) ?? { error: 'invalid_token' });
    }
    if (path !== '/authorize') return { status: 204, body: '', headers: {} };
    const email = url.searchParams.get('as');
    if (email === null) return page(url);
    const sub = createHash('sha256').update(email).digest('hex').slice(0, 16);
    const person = { sub, email, email_verified: true, name: 'Ana Prior' };
    return redirect(email === '' ? refuse(url.searchParams) : grant(url.searchParams, person));
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', issuer);
    requests.push(`${request.method} ${url.pathname}`);
    answer(request, url).then(
      (given) => send(response, given),
      () => response.destroy(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  issuer = `http://127.0.0.1:${address.port}`;

  return {
    issuer,
    /** As the app's settings are parsed. */
    settings: {
      issuer,
      clientId,
      clientSecret,
      name: 'Example',
      hosts: [new URL(issuer).host],
    },
    lies,
    /** Has it say nothing but the truth again. */
    repent: () => Object.assign(lies, truth, { description: {}, instead: {} }),
    /** What it was asked, in order. */
    requests,
    /** Signs somebody in there; returns where their browser is sent. */
    signIn: (url: string, person: OidcPerson) => grant(new URL(url).searchParams, person),
    close: () => server.close(),
  };
}

export const seconds = () => Math.floor(Date.now() / 1_000);

const basic = `Basic ${Buffer.from(`${clientId}:${encodeURIComponent(clientSecret).replaceAll('%20', '+')}`).toString('base64')}`;

export function json(value: unknown, status = 200): Answer {
  return { status, body: JSON.stringify(value), headers: { 'content-type': 'application/json' } };
}

export function redirect(location: string): Answer {
  return { status: 302, body: '', headers: { location } };
}

function refuse(query: URLSearchParams): string {
  const state = query.get('state') ?? '';
  return `${query.get('redirect_uri')}?${new URLSearchParams({ error: 'access_denied', state })}`;
}

/** Asks in any case: it has no sessions of its own. */
function page({ searchParams }: URL): Answer {
  const hidden = [...searchParams]
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`)
    .join('');
  const body = `<!doctype html><title>Example</title><h1>Example</h1><form>${hidden}
    <label>Account <input name="as"></label> <button>Sign in there</button></form>`;
  return { status: 200, body, headers: { 'content-type': 'text/html' } };
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (each) => `&#${each.charCodeAt(0)};`);
}

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  response.writeHead(status, headers).end(body);
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

import { generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { db } from '#lib/db/client';
import { env } from '#lib/env';
import { json, openOidcProvider, redirect, seconds } from '#lib/testing/oidc-provider';
import { OidcVisitor } from '#lib/testing/oidc-visitor';

// What must not sign anybody in, whoever sends it: the provider, somebody between, another site.

const person = { sub: 'ana', email: 'ana@example.com', email_verified: true };
const signUp = { purpose: 'sign_up' } as const;

let provider: Awaited<ReturnType<typeof openOidcProvider>>;
let visitor: OidcVisitor;

beforeEach(async () => {
  await db().rateBucket.deleteMany({});
  await db().oidcRoundTrip.deleteMany({});
  await db().user.deleteMany({});
  provider = await openOidcProvider();
  Object.assign(env(), { oidc: provider.settings });
  visitor = new OidcVisitor(provider);
});
afterEach(async () => {
  provider.close();
  expect(await db().user.count()).toBe(0);
  expect(await db().session.count()).toBe(0);
});

const foreign = await generateKeyPair('RS256');
const at = (problem: string) => `/sign-in?problem=${problem}`;

describe('an ID token', () => {
  const changed = (change: JWTPayload) => (claims: JWTPayload) => ({ ...claims, ...change });
  it.each<[string, JWTPayload, string]>([
    ['of another issuer', { iss: 'https://evil.test' }, 'misconfigured'],
    ['for another audience', { aud: 'somebody-else' }, 'misconfigured'],
    [
      'for several, and made out to another',
      { aud: ['plumbline', 'x'], azp: 'x' },
      'misconfigured',
    ],
    ['of another sign-in', { nonce: 'of another sign-in' }, 'expired'],
    ['without its nonce', { nonce: undefined }, 'expired'],
    ['that is over', { iat: seconds() - 900, exp: seconds() - 600 }, 'clock'],
    ['that is not yet', { nbf: seconds() + 600 }, 'clock'],
    ['of nobody', { sub: undefined }, 'misconfigured'],
  ])('%s', async (_what, change, problem) => {
    provider.lies.claims = changed(change);
    expect(await visitor.go(person, signUp)).toBe(at(problem));
  });

  it.each<[string, (claims: JWTPayload) => Promise<string>]>([
    ['that nobody signed', async (claims) => new UnsecuredJWT(claims).encode()],
    [
      'that somebody else signed',
      (claims) =>
        new SignJWT(claims)
          .setProtectedHeader({ alg: 'RS256', kid: 'one' })
          .sign(foreign.privateKey),
    ],
    [
      'signed with what we share with the provider',
      (claims) =>
        new SignJWT(claims)
          .setProtectedHeader({ alg: 'HS256' })
          .sign(Buffer.from(provider.settings.clientSecret)),
    ],
  ])('%s', async (_what, sign) => {
    provider.lies.sign = sign;
    expect(await visitor.go(person, signUp)).toBe(at('misconfigured'));
  });
});

describe('an answer', () => {
  const answered = async () => new URL(provider.signIn(await visitor.leave(signUp), person));

  it('of another sign-in of the same browser', async () => {
    const before = await answered();
    await answered();
    expect(await visitor.comeBack(before.href)).toBe(at('expired'));
  });

  it.each<[string, (url: URL) => void, string]>([
    ['with another state', (url) => url.searchParams.set('state', 'x'.repeat(43)), 'expired'],
    ['without one', (url) => url.searchParams.delete('state'), 'expired'],
    [
      'of another provider',
      (url) => url.searchParams.set('iss', 'https://evil.test'),
      'misconfigured',
    ],
    ['of nobody it says', (url) => url.searchParams.delete('iss'), 'misconfigured'],
    ['with a code of nobody', (url) => url.searchParams.set('code', 'made-up'), 'expired'],
    ['of who said no', (url) => url.searchParams.set('error', 'access_denied'), 'declined'],
    ['of a broken provider', (url) => url.searchParams.set('error', 'server_error'), 'unavailable'],
    ['of who refuses us', (url) => url.searchParams.set('error', 'invalid_scope'), 'misconfigured'],
  ])('%s', async (_what, change, problem) => {
    const url = await answered();
    change(url);
    expect(await visitor.comeBack(url.href)).toBe(at(problem));
  });

  it('in another browser, and in this one once that is over', async () => {
    const url = await answered();
    expect(await new OidcVisitor(provider).comeBack(url.href)).toBe(at('expired'));
    await db().oidcRoundTrip.updateMany({ data: { expiresAt: new Date() } });
    expect(await visitor.comeBack(url.href)).toBe(at('expired'));
  });

  it('with a code that was used, by whoever has all its cookies', async () => {
    const url = await answered();
    const cookies = new Map(visitor.cookies);
    expect(await visitor.comeBack(url.href)).toBe('/');
    const thief = new OidcVisitor(provider);
    for (const [name, value] of cookies) thief.cookies.set(name, value);
    expect(await thief.comeBack(url.href)).toBe(at('expired'));
    // The very same once more, as if the round trip were still open.
    await db().oidcRoundTrip.deleteMany({});
    const again = await answered();
    again.searchParams.set('code', url.searchParams.get('code') ?? '');
    expect(await visitor.comeBack(again.href)).toBe(at('expired'));
    await db().user.deleteMany({});
  });

  it('to a browser that brings another’s proof of possession', async () => {
    const url = await answered();
    const other = new OidcVisitor(provider);
    await other.leave(signUp);
    const name = 'next-auth.pkce.code_verifier';
    visitor.cookies.set(name, other.cookies.get(name) ?? '');
    expect(await visitor.comeBack(url.href)).toBe(at('expired'));
  });
});

describe('what a provider says of itself', () => {
  it.each<[string, () => Record<string, unknown>]>([
    ['another name', () => ({ issuer: 'https://evil.test' })],
    ['its own name with a slash', () => ({ issuer: `${provider.issuer}/` })],
    ['the metadata service', () => ({ token_endpoint: 'http://169.254.169.254/token' })],
    ['this machine, shortened', () => ({ jwks_uri: 'http://0x7f.1/jwks' })],
    ['this machine, in IPv6', () => ({ token_endpoint: 'http://[::1]/token' })],
    ['another host', () => ({ authorization_endpoint: 'https://evil.test/authorize' })],
    ['a file', () => ({ jwks_uri: 'file:///etc/passwd' })],
    ['nothing', () => ({ token_endpoint: undefined })],
  ])('is not believed: %s', async (_what, describe) => {
    provider.lies.description = describe();
    await expect(visitor.leave(signUp)).rejects.toThrow('do not understand each other');
    expect(provider.requests).toEqual(['GET /.well-known/openid-configuration']);
  });

  it('is not followed elsewhere, and not read for ever', async () => {
    const path = '/.well-known/openid-configuration';
    provider.lies.instead = { [path]: redirect(`${provider.issuer}/elsewhere`) };
    await expect(visitor.leave(signUp)).rejects.toThrow('do not understand each other');
    provider.lies.instead = { [path]: json({ issuer: 'x'.repeat(300_000) }) };
    await expect(visitor.leave(signUp)).rejects.toThrow('do not understand each other');
    expect(provider.requests).toEqual([`GET ${path}`, `GET ${path}`]);
  });
});

it('does not read for ever what a provider answers', async () => {
  for (const path of ['/token', '/jwks', '/userinfo']) {
    provider.repent();
    provider.lies.terse = true;
    const address = provider.signIn(await visitor.leave(signUp), person);
    provider.lies.instead = { [path]: json({ keys: [], x: 'x'.repeat(2_000_000) }) };
    expect(await visitor.comeBack(address), path).toBe(at('unavailable'));
  }
});

describe('a provider that is down', () => {
  it('is told before one leaves, and when one comes back', async () => {
    const path = '/.well-known/openid-configuration';
    provider.lies.instead = { [path]: json({}, 503) };
    await expect(visitor.leave(signUp)).rejects.toThrow('Example cannot be reached');
    provider.repent();
    const address = provider.signIn(await visitor.leave(signUp), person);
    provider.lies.instead = { '/token': json({ error: 'server_error' }, 503) };
    expect(await visitor.comeBack(address)).toBe(at('unavailable'));
    provider.lies.instead = { '/token': redirect(`${provider.issuer}/jwks`) };
    expect(await visitor.go(person, signUp)).toBe(at('misconfigured'));
    expect(await visitor.comeBack(address)).toBe(at('expired'));
  });

  it('is told where nobody listens at all', async () => {
    const gone = await openOidcProvider();
    gone.close();
    Object.assign(env(), { oidc: gone.settings });
    await expect(visitor.leave(signUp)).rejects.toThrow('Example cannot be reached');
  });
});

it('is not there where no provider is set up', async () => {
  Object.assign(env(), { oidc: null });
  await expect(visitor.leave(signUp)).rejects.toThrow('not_found');
  expect((await visitor.send('GET', 'callback/oidc?code=x')).status).toBe(404);
});

it('asks nobody who does not come from a page of ours', async () => {
  const headers = { origin: 'https://evil.test' };
  const response = await visitor.send('POST', 'signin/oidc', { fields: signUp, headers });
  expect(response.status).toBe(403);
  const without = await visitor.send('POST', 'signin/oidc', { fields: signUp });
  expect(without.status).toBe(403);
  expect(await db().oidcRoundTrip.count()).toBe(0);
});

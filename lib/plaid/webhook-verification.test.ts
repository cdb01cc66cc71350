import { createHash, createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { exportJWK } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { createKeySource, type KeySource } from './webhook-keys.ts';
import { verifyWebhook } from './webhook-verification.ts';

const kid = '6c5516e1-92dc-479e-a8ff-5a51992e0001';
const nowMs = Date.UTC(2026, 10, 21, 12);
const nowSeconds = nowMs / 1000;
const body = Buffer.from('{\n  "webhook_type": "TRANSACTIONS"\n}');
const bodyHash = createHash('sha256').update(body).digest('hex');

const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const others = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const header = { alg: 'ES256', kid, typ: 'JWT' };
const claims = { iat: nowSeconds, request_body_sha256: bodyHash };

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

function makeJwt(
  over: { header?: object; claims?: object; key?: KeyObject; signature?: string } = {},
): string {
  const input = `${encode(over.header ?? header)}.${encode(over.claims ?? claims)}`;
  const signature = sign('sha256', Buffer.from(input), {
    key: over.key ?? keys.privateKey,
    dsaEncoding: 'ieee-p1363',
  }).toString('base64url');
  return `${input}.${over.signature ?? signature}`;
}

function hmacJwt(secret: string | Buffer): string {
  const input = `${encode({ ...header, alg: 'HS256' })}.${encode(claims)}`;
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
}

let findKey: KeySource;
let fetches = 0;

beforeAll(async () => {
  const jwk = await exportJWK(keys.publicKey);
  findKey = createKeySource(async (keyId) => {
    fetches += 1;
    return keyId === kid ? { ...jwk, alg: 'ES256' } : null;
  });
});

const verify = (jwt: string | null, bytes: Uint8Array = body) =>
  verifyWebhook(bytes, jwt, findKey, nowMs);

describe('verifyWebhook', () => {
  it('accepts what Plaid signed just now', async () => {
    const verified = await verify(makeJwt());
    expect(verified).toMatchObject({ keyId: kid, issuedAt: new Date(nowMs) });
    expect(Buffer.from(verified?.bodyHash ?? []).toString('hex')).toBe(bodyHash);
  });

  it.each([299, 0, -4])('accepts an age of %d seconds', async (age) => {
    expect(await verify(makeJwt({ claims: { ...claims, iat: nowSeconds - age } }))).not.toBeNull();
  });

  const pem = keys.publicKey.export({ type: 'spki', format: 'pem' });
  const publicJwk = others.publicKey.export({ format: 'jwk' });
  const { kid: _kid, ...withoutKid } = header;

  it.each<[string, () => string | null]>([
    ['no header', () => null],
    ['an empty header', () => ''],
    ['garbage', () => 'not a token'],
    ['two parts', () => makeJwt().split('.').slice(0, 2).join('.')],
    [
      'alg none without a signature',
      () => makeJwt({ header: { ...header, alg: 'none' }, signature: '' }),
    ],
    ['alg None with a signature', () => makeJwt({ header: { ...header, alg: 'None' } })],
    ['alg ES384', () => makeJwt({ header: { ...header, alg: 'ES384' } })],
    [
      'an extension it calls critical',
      () => makeJwt({ header: { ...header, crit: ['exp'], exp: 1 } }),
    ],
    [
      'a payload said to be raw',
      () => makeJwt({ header: { ...header, crit: ['b64'], b64: false } }),
    ],
    ['claims that are no JSON', () => makeJwt().replace(/\..*\./, '.bm9uZQ.')],
    ['HS256 keyed with the public PEM', () => hmacJwt(pem)],
    ['HS256 keyed with the JWK', () => hmacJwt(JSON.stringify(publicJwk))],
    ['HS256 keyed with x', () => hmacJwt(Buffer.from(publicJwk.x ?? '', 'base64url'))],
    ['another key under the same kid', () => makeJwt({ key: others.privateKey })],
    [
      'an unknown kid',
      () => makeJwt({ header: { ...header, kid: '11111111-1111-4111-8111-111111111111' } }),
    ],
    ['no kid', () => makeJwt({ header: withoutKid })],
    ['a kid that is a path', () => makeJwt({ header: { ...header, kid: '../../etc/passwd' } })],
    ['a kid that is a list', () => makeJwt({ header: { ...header, kid: [kid] } })],
    ['a kid of 10 kB', () => makeJwt({ header: { ...header, kid: 'a'.repeat(10_000) } })],
    [
      'a key of its own in the header',
      () => makeJwt({ header: { ...header, jwk: publicJwk }, key: others.privateKey }),
    ],
    [
      'a key URL in the header',
      () =>
        makeJwt({ header: { ...header, jku: 'https://evil.test/jwks' }, key: others.privateKey }),
    ],
    ['an age of six minutes', () => makeJwt({ claims: { ...claims, iat: nowSeconds - 360 } })],
    ['ten minutes ahead', () => makeJwt({ claims: { ...claims, iat: nowSeconds + 600 } })],
    ['no iat', () => makeJwt({ claims: { request_body_sha256: bodyHash } })],
    ['iat as text', () => makeJwt({ claims: { ...claims, iat: String(nowSeconds) } })],
    ['no hash', () => makeJwt({ claims: { iat: nowSeconds } })],
    ['an empty hash', () => makeJwt({ claims: { ...claims, request_body_sha256: '' } })],
    [
      'a short hash',
      () => makeJwt({ claims: { ...claims, request_body_sha256: bodyHash.slice(0, 32) } }),
    ],
    ['no signature', () => makeJwt({ signature: '' })],
    ['a signature of zeros', () => makeJwt({ signature: Buffer.alloc(64).toString('base64url') })],
    ['the header twice', () => `${makeJwt()}, ${makeJwt()}`],
  ])('refuses %s', async (_what, make) => {
    expect(await verify(make())).toBeNull();
  });

  it.each([
    ['changed', Buffer.from('{\n  "webhook_type": "ITEM"\n}')],
    ['with a space at the end', Buffer.concat([body, Buffer.from(' ')])],
    ['re-serialised', Buffer.from(JSON.stringify(JSON.parse(body.toString())))],
    ['empty', Buffer.alloc(0)],
  ])('refuses a body that is %s', async (_how, bytes) => {
    expect(await verify(makeJwt(), bytes)).toBeNull();
  });

  it('says neither yes nor no while the key cannot be asked for', async () => {
    const away = new Error('Plaid is away.');
    const findNone = () => Promise.reject(away);
    await expect(verifyWebhook(body, makeJwt(), findNone, nowMs)).rejects.toBe(away);
    expect(await verifyWebhook(body, 'not a token', findNone, nowMs)).toBeNull();
    expect(await verifyWebhook(Buffer.from('other'), makeJwt(), findNone, nowMs)).toBeNull();
  });

  it('asks for no key before everything else about a token is right', async () => {
    const before = fetches;
    const stranger = { ...header, kid: '22222222-2222-4222-8222-222222222222' };
    const late = { ...claims, iat: nowSeconds - 360 };
    expect(await verify(makeJwt({ header: stranger, claims: late }))).toBeNull();
    expect(await verify(makeJwt({ header: stranger }), Buffer.from('other bytes'))).toBeNull();
    expect(await verify(makeJwt({ header: { ...stranger, alg: 'HS256' } }))).toBeNull();
    expect(fetches).toBe(before);
  });
});

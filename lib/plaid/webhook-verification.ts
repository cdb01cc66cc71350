import 'server-only';
import { createHash, timingSafeEqual } from 'node:crypto';
import { compactVerify, decodeProtectedHeader, importJWK, type JWK } from 'jose';
import { z } from 'zod';
import { callPlaid } from './call.ts';
import { plaidApi } from './client.ts';
import { PlaidError } from './plaid-error.ts';

const maxAgeSeconds = 300;
/** Our clock may run a little behind Plaid's. */
const maxAheadSeconds = 5;
const headerLimitChars = 4_096;

const claims = z.object({
  iat: z.number().int(),
  request_body_sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

const keyAnswer = z.object({
  key: z.looseObject({
    alg: z.literal('ES256'),
    crv: z.literal('P-256'),
    kty: z.literal('EC'),
    kid: z.string(),
    x: z.string(),
    y: z.string(),
    expired_at: z.number().nullish(),
  }),
});

export type VerifiedWebhook = { keyId: string; issuedAt: Date; bodyHash: Uint8Array<ArrayBuffer> };

/** Where verification keys come from; see `createKeySource`. */
export type KeySource = (keyId: string) => Promise<CryptoKey | null>;

/**
 * Verifies that Plaid signed exactly these bytes, lately.
 *
 * ES256 only and chosen by us, never by the token; keys only from Plaid by id, never from the
 * token's own header.
 *
 * @param body       the raw bytes: any re-serialisation breaks the hash
 * @param signature  the Plaid-Verification header
 * @returns null for anything that is not Plaid's
 * @throws PlaidError when Plaid could not be asked for the key: then Plaid should try again
 */
export async function verifyWebhook(
  body: Uint8Array,
  signature: string | null,
  findKey: KeySource,
  nowMs: number,
): Promise<VerifiedWebhook | null> {
  if (!signature || signature.length > headerLimitChars) return null;
  const keyId = readKeyId(signature);
  if (keyId === null) return null;
  const key = await findKey(keyId);
  if (key === null) return null;
  const payload = await compactVerify(signature, key, { algorithms: ['ES256'] }).catch(() => null);
  if (payload === null) return null;
  const claimed = readClaims(payload.payload);
  if (claimed === null) return null;
  const ageSeconds = nowMs / 1000 - claimed.iat;
  if (ageSeconds > maxAgeSeconds || ageSeconds < -maxAheadSeconds) return null;
  const bodyHash = new Uint8Array(createHash('sha256').update(body).digest());
  if (!timingSafeEqual(bodyHash, Buffer.from(claimed.request_body_sha256, 'hex'))) return null;
  return { keyId, issuedAt: new Date(claimed.iat * 1000), bodyHash };
}

/**
 * Looks keys up by id and remembers them: good ones for an hour, so that a key Plaid expires stops
 * counting; unknown ones for ten minutes; and at most ten fetches a minute, so that a flood of
 * forged ids cannot turn into a flood of calls.
 *
 * @param fetchKey  asks Plaid; null = no such key
 */
export function createKeySource(
  fetchKey: (keyId: string) => Promise<JWK | null>,
  now: () => number = Date.now,
): KeySource {
  const goodForMs = 3_600_000;
  const unknownForMs = 600_000;
  const fetchesPerMinute = 10;
  const rememberedKeys = 200;
  const known = new Map<string, { key: CryptoKey | null; until: number }>();
  // A burst that meets a cold cache shares one fetch instead of spending the minute's allowance.
  const underWay = new Map<string, Promise<CryptoKey | null>>();
  let fetches: number[] = [];

  const fetchAndRemember = async (keyId: string) => {
    const jwk = await fetchKey(keyId);
    const key = jwk ? ((await importJWK(jwk, 'ES256')) as CryptoKey) : null;
    if (known.size >= rememberedKeys) known.clear();
    known.set(keyId, { key, until: now() + (key ? goodForMs : unknownForMs) });
    return key;
  };

  return async (keyId) => {
    const remembered = known.get(keyId);
    if (remembered && remembered.until > now()) return remembered.key;
    const fetching = underWay.get(keyId);
    if (fetching) return fetching;
    fetches = fetches.filter((at) => at > now() - 60_000);
    if (fetches.length >= fetchesPerMinute) return null;
    fetches.push(now());
    const started = fetchAndRemember(keyId).finally(() => underWay.delete(keyId));
    underWay.set(keyId, started);
    return started;
  };
}

/** Asks Plaid for a verification key; null when Plaid does not know it or has expired it. */
export async function fetchVerificationKey(keyId: string): Promise<JWK | null> {
  try {
    const { key } = await callPlaid(
      '/webhook_verification_key/get',
      () => plaidApi().webhookVerificationKeyGet({ key_id: keyId }),
      keyAnswer,
    );
    if (key.expired_at != null || key.kid !== keyId) return null;
    return { kty: key.kty, crv: key.crv, x: key.x, y: key.y, alg: key.alg };
  } catch (error) {
    if (error instanceof PlaidError && error.type === 'INVALID_INPUT') return null;
    throw error;
  }
}

function readKeyId(signature: string): string | null {
  try {
    const header = decodeProtectedHeader(signature);
    const isPlaids = header.alg === 'ES256' && z.uuid().safeParse(header.kid).success;
    return isPlaids && typeof header.kid === 'string' ? header.kid : null;
  } catch {
    return null;
  }
}

function readClaims(payload: Uint8Array): z.infer<typeof claims> | null {
  try {
    return claims.safeParse(JSON.parse(new TextDecoder().decode(payload))).data ?? null;
  } catch {
    return null;
  }
}

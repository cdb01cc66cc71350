import 'server-only';
import { createHash, timingSafeEqual } from 'node:crypto';
import { compactVerify, decodeProtectedHeader } from 'jose';
import { z } from 'zod';
import type { KeySource } from './webhook-keys.ts';

const maxAgeSeconds = 300;
/** Our clock may run a little behind Plaid's. */
const maxAheadSeconds = 5;
const headerLimitChars = 4_096;

const uuid = z.uuid();
const claims = z.object({
  iat: z.number().int(),
  request_body_sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

export type VerifiedWebhook = { keyId: string; issuedAt: Date; bodyHash: Uint8Array<ArrayBuffer> };

/**
 * Verifies that Plaid signed exactly these bytes, lately.
 *
 * ES256 only and chosen by us, never by the token; keys only from Plaid by id, never from the
 * token's own header. Whatever can be checked without a key is checked first, so that only a
 * well-made forgery costs more than a hash.
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
  const claimed = readClaims(signature);
  if (keyId === null || claimed === null) return null;
  const ageSeconds = nowMs / 1000 - claimed.iat;
  if (ageSeconds > maxAgeSeconds || ageSeconds < -maxAheadSeconds) return null;
  const bodyHash = new Uint8Array(createHash('sha256').update(body).digest());
  if (!timingSafeEqual(bodyHash, Buffer.from(claimed.request_body_sha256, 'hex'))) return null;
  const key = await findKey(keyId);
  if (key === null) return null;
  const verified = await compactVerify(signature, key, { algorithms: ['ES256'] }).catch(() => null);
  return verified && { keyId, issuedAt: new Date(claimed.iat * 1000), bodyHash };
}

function readKeyId(signature: string): string | null {
  try {
    const header = decodeProtectedHeader(signature);
    const isPlaids = header.alg === 'ES256' && uuid.safeParse(header.kid).success;
    return isPlaids && typeof header.kid === 'string' ? header.kid : null;
  } catch {
    return null;
  }
}

/** What the token says of itself; nobody has vouched for it yet. */
function readClaims(signature: string): z.infer<typeof claims> | null {
  try {
    const payload = Buffer.from(signature.split('.')[1] ?? '', 'base64url');
    return claims.safeParse(JSON.parse(payload.toString())).data ?? null;
  } catch {
    return null;
  }
}

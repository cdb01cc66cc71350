import 'server-only';
import { hash, timingSafeEqual } from 'node:crypto';
import { type CompactJWSHeaderParameters, compactVerify, type FlattenedJWSInput } from 'jose';
import { z } from 'zod';
import type { KeySource } from './webhook-keys.ts';

const maxAgeSeconds = 300;
/** Our clock may run a little behind Plaid's. */
const maxAheadSeconds = 5;
const headerLimitChars = 4_096;

/** Whatever the token says. */
const plaids = { algorithms: ['ES256'] };

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
  let verified: VerifiedWebhook | null = null;
  let isAsking = false;
  const findItsKey = async (header: Header, token: Token) => {
    verified = readToken(header, token.payload, body, nowMs);
    isAsking = true;
    const key = await findKey(verified.keyId);
    isAsking = false;
    return key ?? refuse();
  };
  try {
    await compactVerify(signature, findItsKey, plaids);
    return verified;
  } catch (error) {
    if (isAsking) throw error;
    return null;
  }
}

type Header = CompactJWSHeaderParameters | undefined;
type Token = Pick<FlattenedJWSInput, 'payload'>;

/**
 * What the token says of itself, as far as it holds for this body and this moment; nobody has vouched for it yet.
 * It is called between the library's look at the token's form and its look at the signature, so that each part is
 * taken apart once.
 *
 * @throws Error where anything is wrong
 */
function readToken(
  header: Header,
  payload: unknown,
  body: Uint8Array,
  nowMs: number,
): VerifiedWebhook {
  // Plaid's have none, and one of them says that the payload is not what we take it for.
  if (header?.crit !== undefined) refuse();
  const keyId = uuid.parse(header?.kid);
  const claimed = claims.parse(JSON.parse(Buffer.from(String(payload), 'base64url').toString()));
  const ageSeconds = nowMs / 1000 - claimed.iat;
  if (ageSeconds > maxAgeSeconds || ageSeconds < -maxAheadSeconds) refuse();
  const bodyHash = new Uint8Array(hash('sha256', body, 'buffer'));
  if (!timingSafeEqual(bodyHash, Buffer.from(claimed.request_body_sha256, 'hex'))) refuse();
  return { keyId, issuedAt: new Date(claimed.iat * 1000), bodyHash };
}

function refuse(): never {
  throw new Error('The webhook is not Plaid’s.');
}

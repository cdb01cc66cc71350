import 'server-only';
import { importJWK, type JWK } from 'jose';
import { z } from 'zod';
import { callPlaid } from './call.ts';
import { plaidApi } from './client.ts';
import { noAnswer, PlaidError } from './plaid-error.ts';

/** Finds a verification key by its id; null when it is no key of Plaid's. See `createKeySource`. */
export type KeySource = (keyId: string) => Promise<CryptoKey | null>;

/** Asked for anew after this long, so that a key Plaid expires stops counting. */
const goodForMs = 3_600_000;
/** How long a good key serves while Plaid cannot be asked whether it still is one. */
const staleForMs = 86_400_000;
const unknownForMs = 600_000;

/** Kept apart, so that no number of forged ids can push out a good key. Plaid uses a handful. */
const goodLimit = 50;
const unknownLimit = 1_000;
const putOffLimit = 10_000;

/**
 * Fetches a minute, over all ids, that leave room for an id of this kind. What strangers make up
 * spends only the first part: a key that was good once can always be asked for again, and an id
 * that comes back after it was put off, as Plaid's retries do, goes before one never seen.
 */
const fetchesPerMinute = { new: 5, putOff: 8, good: 10 };

/** Plaid waits ten seconds for our answer to a webhook, and comes again. */
const fetchTimeoutMs = 4_000;

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

/**
 * Looks keys up by id and remembers what it learns: good keys, ids that are none, and ids it had no
 * fetch left for. A flood of forged ids turns neither into a flood of calls nor into the refusal of
 * a genuine webhook.
 *
 * @param fetchKey  asks Plaid; null = no such key
 * @param now       in milliseconds, of time that passes: a clock that jumps would keep what it learnt for too long
 * @returns the source; it throws PlaidError when the key is unknown and cannot be asked for now:
 *          the sender should come again
 */
export function createKeySource(
  fetchKey: (keyId: string) => Promise<JWK | null>,
  now: () => number = () => performance.now(),
): KeySource {
  const good = new Map<string, { key: CryptoKey; fetchedAt: number }>();
  const unknown = new Map<string, { until: number }>();
  const putOff = new Map<string, true>();
  // A burst that meets a cold cache shares one fetch instead of spending the minute's allowance.
  const underWay = new Map<string, Promise<CryptoKey | null>>();
  let fetches: number[] = [];

  const takeFetch = (kind: keyof typeof fetchesPerMinute): boolean => {
    fetches = fetches.filter((at) => at > now() - 60_000);
    if (fetches.length >= fetchesPerMinute[kind]) return false;
    fetches.push(now());
    return true;
  };

  const fetchAndRemember = async (keyId: string): Promise<CryptoKey | null> => {
    const jwk = await fetchKey(keyId);
    putOff.delete(keyId);
    if (jwk === null) {
      good.delete(keyId);
      remember(unknown, keyId, { until: now() + unknownForMs }, unknownLimit);
      return null;
    }
    const key = (await importJWK(jwk, 'ES256')) as CryptoKey;
    remember(good, keyId, { key, fetchedAt: now() }, goodLimit);
    return key;
  };

  const askFor = (keyId: string): Promise<CryptoKey | null> => {
    const asked = fetchAndRemember(keyId).finally(() => underWay.delete(keyId));
    underWay.set(keyId, asked);
    return asked;
  };

  return async (keyId) => {
    const known = good.get(keyId);
    const ageMs = known ? now() - known.fetchedAt : Number.POSITIVE_INFINITY;
    if (known && ageMs < goodForMs) return known.key;
    if ((unknown.get(keyId)?.until ?? 0) > now()) return null;
    const stale = known && ageMs < staleForMs ? known.key : null;
    const asking = underWay.get(keyId);
    if (asking) return stale ?? asking;
    if (takeFetch(known ? 'good' : putOff.has(keyId) ? 'putOff' : 'new')) {
      return askFor(keyId).catch((error: unknown) => {
        if (stale) return stale;
        throw error;
      });
    }
    if (stale) return stale;
    remember(putOff, keyId, true, putOffLimit);
    throw new PlaidError({ type: noAnswer, code: noAnswer, message: 'no key fetch left' });
  };
}

/** Asks Plaid for a verification key; null when Plaid does not know it or has expired it. */
export async function fetchVerificationKey(keyId: string): Promise<JWK | null> {
  try {
    const { key } = await callPlaid(
      '/webhook_verification_key/get',
      () => plaidApi().webhookVerificationKeyGet({ key_id: keyId }, { timeout: fetchTimeoutMs }),
      keyAnswer,
    );
    if (key.expired_at != null || key.kid !== keyId) return null;
    return { kty: key.kty, crv: key.crv, x: key.x, y: key.y, alg: key.alg };
  } catch (error) {
    if (error instanceof PlaidError && error.type === 'INVALID_INPUT') return null;
    throw error;
  }
}

/** Sets the entry as the newest and forgets the oldest over the limit. */
function remember<Value>(
  map: Map<string, Value>,
  keyId: string,
  value: Value,
  limit: number,
): void {
  map.delete(keyId);
  map.set(keyId, value);
  const [oldest] = map.keys();
  if (map.size > limit && oldest !== undefined) map.delete(oldest);
}

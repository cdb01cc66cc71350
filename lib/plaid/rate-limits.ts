import 'server-only';
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { env } from '#lib/env';
import { metrics } from '#lib/metrics/metrics';
import { noteCall } from './call-tally.ts';
import { PlaidError } from './plaid-error.ts';

/** The error_code of a call that we held back ourselves, and Plaid never saw. */
export const ownRateLimit = 'OWN_RATE_LIMIT';

/** Null where Plaid sets no such limit. */
export type CallsPerMinute = { item: number | null; client: number | null };

const none: CallsPerMinute = { item: null, client: null };

/**
 * Plaid's published limits for the calls we make, per minute (plaid.com/docs/errors/rate-limit-
 * exceeded). A call that is not here has none that we could reach.
 */
const limits: Record<'production' | 'sandbox', Record<string, CallsPerMinute>> = {
  production: {
    '/accounts/balance/get': { item: 5, client: 1_200 },
    '/accounts/get': { item: 15, client: 15_000 },
    '/asset_report/create': { item: null, client: 50 },
    '/asset_report/get': { item: 15, client: 1_000 },
    '/asset_report/pdf/get': { item: 15, client: 50 },
    '/asset_report/refresh': { item: 5, client: 50 },
    '/auth/get': { item: 15, client: 12_000 },
    '/identity/get': { item: 15, client: 2_000 },
    '/institutions/get_by_id': { item: null, client: 400 },
    '/transactions/enrich': { item: null, client: 100 },
    '/investments/holdings/get': { item: 15, client: 2_000 },
    '/investments/refresh': { item: 1, client: 100 },
    '/investments/transactions/get': { item: 30, client: 20_000 },
    '/item/get': { item: 15, client: 5_000 },
    '/item/remove': { item: 30, client: 2_000 },
    '/liabilities/get': { item: 15, client: 1_000 },
    '/statements/download': { item: null, client: 50 },
    '/statements/list': { item: null, client: 100 },
    '/statements/refresh': { item: null, client: 50 },
    '/transactions/recurring/get': { item: 20, client: 1_000 },
    '/transactions/sync': { item: 50, client: 2_500 },
  },
  sandbox: {
    '/accounts/balance/get': { item: 25, client: 100 },
    '/accounts/get': { item: 100, client: 5_000 },
    '/asset_report/create': { item: null, client: 100 },
    '/asset_report/get': { item: null, client: 1_000 },
    '/asset_report/refresh': { item: null, client: 100 },
    '/auth/get': { item: 100, client: 500 },
    '/identity/get': { item: 100, client: 1_000 },
    '/institutions/get_by_id': { item: null, client: 400 },
    '/transactions/enrich': { item: null, client: 100 },
    '/investments/holdings/get': { item: 100, client: 1_000 },
    '/investments/refresh': { item: 1, client: 100 },
    '/investments/transactions/get': { item: 100, client: 1_000 },
    '/item/get': { item: 40, client: 5_000 },
    '/item/remove': { item: 100, client: 500 },
    '/liabilities/get': { item: 10, client: 1_000 },
    '/statements/download': { item: null, client: 50 },
    '/statements/list': { item: null, client: 100 },
    '/statements/refresh': { item: null, client: 50 },
    '/transactions/recurring/get': { item: 20, client: 1_000 },
    '/transactions/sync': { item: 50, client: 1_000 },
  },
};

/** What Plaid allows of a path here, a minute. */
export function findCallLimits(path: string): CallsPerMinute {
  return limits[env().PLAID_ENV][path] ?? none;
}

/** A bucket that fills at `perMinute` up to `capacity`. */
type Bucket = { key: string; capacity: number; perMinute: number };

/** A bucket that calls of a path take from: everybody's together, or each Item's own. */
export type CallBucket = Omit<Bucket, 'key'> & { path: string; of: 'client' | 'item' };

/** Every bucket that there may be here, for whoever asks how full they are. */
export function listCallBuckets(): CallBucket[] {
  return Object.entries(limits[env().PLAID_ENV]).flatMap(([path, perMinute]) =>
    (['client', 'item'] as const).flatMap((of) => {
      const most = perMinute[of];
      return most === null ? [] : { ...fill(most), path, of };
    }),
  );
}

/**
 * Takes one token of each bucket, or promises one.
 *
 * @param maxWaitMs  how far ahead a token may be promised
 * @returns how long to wait until the tokens are there; null = longer than that
 */
export type TakeTokens = (buckets: Bucket[], maxWaitMs: number) => Promise<number | null>;

/** A call waits this long for its turn, well under a lease's renewal; then the run tries later. */
const maxWaitMs = 20_000;

// On globalThis because the server's start-up code and its routes are bundled apart, each with a
// copy of this module.
const holder = globalThis as { plumblineTakeTokens?: TakeTokens };

/** Makes every process that calls this share one budget, kept where `take` keeps it. */
export function shareRateLimits(take: TakeTokens): void {
  holder.plumblineTakeTokens = take;
}

/**
 * Waits until Plaid would take the call. Half of a minute's calls may come at once and the other
 * half over the minute, so that no window of a minute ever holds more than Plaid allows.
 *
 * @param accessToken  the Item's; only a hash of it is kept
 * @throws PlaidError RATE_LIMIT_EXCEEDED, as Plaid itself would answer
 */
export async function waitForTurn(path: string, accessToken: string | null): Promise<void> {
  const takeTokens = holder.plumblineTakeTokens;
  if (!takeTokens || !env().PLAID_RATE_LIMITS) return;
  const { item, client } = findCallLimits(path);
  const buckets: Bucket[] = [];
  if (client !== null) buckets.push(toBucket(`plaid:${path}`, client));
  if (item !== null && accessToken !== null) {
    buckets.push(toBucket(`plaid:${path}:${shorten(accessToken)}`, item));
  }
  if (buckets.length === 0) return;
  const waitMs = await takeTokens(buckets, maxWaitMs);
  if (waitMs === null) {
    metrics().plaidRateLimited.inc({ endpoint: path, by: 'us' });
    noteCall(path, ownRateLimit, null);

    throw new PlaidError({
      type: 'RATE_LIMIT_EXCEEDED',
      code: ownRateLimit,
      message: `${path} was called as often as Plaid allows`,
    });
  }
  if (waitMs > 0) await sleep(waitMs);
}

function toBucket(key: string, perMinute: number): Bucket {
  return { key, ...fill(perMinute) };
}

/** Of a minute's calls half may come at once, and the rest over the minute. */
function fill(perMinute: number): Omit<Bucket, 'key'> {
  return { capacity: Math.ceil(perMinute / 2), perMinute: perMinute - Math.floor(perMinute / 2) };
}

/** Enough of a hash to tell Items apart, and nothing of a token of 128 random bits. */
function shorten(accessToken: string): string {
  return createHash('sha256').update(accessToken).digest('base64url').slice(0, 16);
}

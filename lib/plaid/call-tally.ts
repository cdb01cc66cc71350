import 'server-only';

/** Milliseconds: a call counts in the first of these that it was not longer than, or beyond the last. */
export const latencyBuckets = [
  25, 50, 100, 200, 300, 500, 750, 1_000, 1_500, 2_500, 5_000, 10_000, 20_000, 30_000,
] as const;

/** How an endpoint answered within one minute or one hour. */
export type CallTally = {
  /** How long the time is: 60 or 3600. */
  seconds: number;
  /** ISO 8601: when it began. */
  startsAt: string;
  endpoint: string;
  /** `ok` or an error code of limited shape and number. */
  outcome: string;
  calls: number;
  /** Of these, how many Plaid refused as too many (429). */
  limited: number;
  /** How many took how long, by `latencyBuckets`, and last those beyond; empty for what was never sent. */
  latencies: number[];
};

/**
 * Some forty endpoints answer in some ways each minute and each hour. Where nobody takes these for so long that
 * there are more, calls go on uncounted rather than hold memory.
 */
const tallyLimit = 2_000;

// On globalThis because the server's start-up code and its routes are bundled apart, each with a
// copy of this module, and all of them count the same.
const holder = globalThis as { plumblineCallTallies?: Map<string, CallTally> };

/**
 * Counts a call, in memory alone: no call waits for being counted.
 *
 * @param outcome  `ok` or a bounded code, see lib/metrics/bound-label.ts
 * @param ms  from sending to the answer; null when it was never sent
 */
export function noteCall(
  endpoint: string,
  outcome: string,
  ms: number | null,
  isLimited = false,
): void {
  const latencies = ms === null ? [] : latencyBuckets.map(() => 0).concat(0);
  if (ms !== null) latencies[findBucket(ms)] = 1;
  const limited = isLimited ? 1 : 0;
  for (const seconds of [60, 3_600]) {
    const spanMs = seconds * 1_000;
    const startsAt = new Date(Math.floor(Date.now() / spanMs) * spanMs).toISOString();
    addTally({ seconds, startsAt, endpoint, outcome, calls: 1, limited, latencies });
  }
}

/** Hands over what was counted since the last time, and begins anew. */
export function takeTallies(): CallTally[] {
  const taken = [...tallies().values()];
  tallies().clear();
  return taken;
}

/** Takes back what could not be written, to be handed over with what comes. */
export function giveBackTallies(given: CallTally[]): void {
  for (const tally of given) addTally(tally);
}

function addTally(tally: CallTally): void {
  const key = `${tally.seconds} ${tally.startsAt} ${tally.endpoint} ${tally.outcome}`;
  const there = tallies().get(key);
  if (!there) {
    if (tallies().size < tallyLimit) tallies().set(key, { ...tally });
    return;
  }
  there.calls += tally.calls;
  there.limited += tally.limited;
  there.latencies = tally.latencies.map((count, index) => count + (there.latencies[index] ?? 0));
}

function tallies(): Map<string, CallTally> {
  holder.plumblineCallTallies ??= new Map();
  return holder.plumblineCallTallies;
}

function findBucket(ms: number): number {
  const index = latencyBuckets.findIndex((limit) => ms <= limit);
  return index === -1 ? latencyBuckets.length : index;
}

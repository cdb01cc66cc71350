import { generateKeyPairSync } from 'node:crypto';
import { exportJWK, type JWK } from 'jose';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createKeySource, type KeySource } from './webhook-keys.ts';

const minute = 60_000;
const hour = 60 * minute;

let jwk: JWK;
/** What Plaid would say, and when it was asked. */
let goodIds: Set<string>;
let answers: boolean;
let askedAt: number[];
let clock: number;
let source: KeySource;

beforeAll(async () => {
  jwk = await exportJWK(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey);
});
beforeEach(() => {
  goodIds = new Set(['good']);
  answers = true;
  askedAt = [];
  clock = Date.UTC(2026, 10, 21, 12);
  source = createKeySource(
    async (keyId) => {
      askedAt.push(clock);
      if (!answers) throw new Error('no answer');
      return goodIds.has(keyId) ? jwk : null;
    },
    () => clock,
  );
});

type Verdict = 'accepted' | 'refused' | 'later';
async function ask(keyId: string): Promise<Verdict> {
  try {
    return (await source(keyId)) === null ? 'refused' : 'accepted';
  } catch {
    return 'later';
  }
}

/** The most fetches in any sixty seconds. */
function busiestMinute(): number {
  return Math.max(
    ...askedAt.map((from) => askedAt.filter((at) => at >= from && at < from + minute).length),
  );
}

describe('createKeySource', () => {
  it('asks for a key once, also when many webhooks want it at the same moment', async () => {
    const verdicts = await Promise.all(Array.from({ length: 50 }, () => ask('good')));
    expect(new Set(verdicts)).toEqual(new Set(['accepted']));
    expect(askedAt).toHaveLength(1);
  });

  it.each([1, 5, 50])(
    'refuses no genuine webhook through 90 minutes of %d forged ids a second',
    async (forgedPerSecond) => {
      let forged = 0;
      const verdicts = new Map<Verdict, number>();
      for (let second = 0; second < 90 * 60; second += 1) {
        for (let each = 0; each < forgedPerSecond; each += 1) {
          forged += 1;
          await ask(`forged-${forged}`);
          clock += 1_000 / (forgedPerSecond + 1);
        }
        const verdict = await ask('good');
        verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
        clock += 1_000 / (forgedPerSecond + 1);
      }
      // Only before the very first fetch may Plaid be told to come again.
      expect(verdicts.get('refused')).toBeUndefined();
      expect(verdicts.get('later') ?? 0).toBeLessThanOrEqual(1);
      expect(busiestMinute()).toBeLessThanOrEqual(10);
    },
    60_000,
  );

  it('learns a new key in the middle of a flood at Plaid’s first retry', async () => {
    const flood = async (seconds: number) => {
      for (let each = 0; each < seconds * 50; each += 1) {
        await ask(`forged-${clock}`);
        clock += 20;
      }
    };
    await flood(130);
    goodIds.add('rotated');
    expect(await ask('rotated')).toBe('later');
    await flood(30);
    expect(await ask('rotated')).toBe('accepted');
    expect(busiestMinute()).toBeLessThanOrEqual(10);
  });

  it('does not ask about an unknown id again for ten minutes', async () => {
    for (let time = 0; time < 5; time += 1) expect(await ask('unknown')).toBe('refused');
    expect(askedAt).toHaveLength(1);
    clock += 11 * minute;
    await ask('unknown');
    expect(askedAt).toHaveLength(2);
  });

  it('serves a good key while Plaid cannot be asked, for a day', async () => {
    await ask('good');
    answers = false;
    clock += 2 * hour;
    expect(await ask('good')).toBe('accepted');
    clock += 23 * hour;
    expect(await ask('good')).toBe('later');
  });

  it('stops serving a key that Plaid expired within the hour', async () => {
    await ask('good');
    goodIds.clear();
    clock += hour;
    expect(await ask('good')).toBe('refused');
  });

  it('does not remember that Plaid could not be asked', async () => {
    answers = false;
    expect(await ask('good')).toBe('later');
    answers = true;
    expect(await ask('good')).toBe('accepted');
  });
});

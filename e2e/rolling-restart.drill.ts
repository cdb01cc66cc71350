import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkIntegrity } from '#lib/integrity/check-integrity';
import { expectTruth, linkBank, query, sandbox } from './support/drill.ts';
import { type Fleet, startFleet } from './support/fleet.ts';
import { findHaproxy } from './support/haproxy.ts';
import { type Load, startLoad } from './support/load.ts';

// Three web servers and three workers behind a proxy, under load: what a deployment does to them, and
// what a crash does. Nobody's page fails, and nothing that a bank was told we know is lost.

const found = findHaproxy();
const missing = 'missing' in found ? found.missing : null;
if (missing) process.stderr.write(`The drills of several servers are left out. ${missing}\n`);

describe.skipIf(missing)('several servers', { timeout: 300_000 }, () => {
  let fleet: Fleet;
  let linked: Awaited<ReturnType<typeof linkBank>>;
  let load: Load;
  beforeAll(async () => {
    fleet = await startFleet('path' in found ? found.path : '');
  });
  afterAll(() => fleet?.stop());
  beforeEach(async () => {
    linked = await linkBank(fleet);
    load = startLoad(fleet, linked.visitor, [linked.plaidItemId]);
  });
  // Also of one that failed in between.
  afterEach(() => load?.stop());

  it('restarted one after the other: no request fails, no webhook is lost', async () => {
    await waitForLoad(1, 1);
    const codes: (number | null)[] = [];
    for (const part of [...fleet.webs, ...fleet.workers]) {
      codes.push(await part.end('SIGTERM'));
      await part.start();
    }
    await waitForLoad(20, 50);
    await load.stop();
    expect(load.failures).toEqual([]);
    // Next says 143 when it has ended by SIGTERM, a worker 0: none was killed for being late.
    expect(codes).toEqual([143, 143, 143, 0, 0, 0]);
    await expectNothingLost();
  });

  it('one of each killed at once: only what was under way there fails, no webhook is lost', async () => {
    await waitForLoad(1, 1);
    const [web, worker] = [fleet.webs[0], fleet.workers[0]];
    await Promise.all([web?.end('SIGKILL'), worker?.end('SIGKILL')]);
    await Promise.all([web?.start(), worker?.start()]);
    await waitForLoad(20, 50);
    await load.stop();
    // As many as look at once; each may have been in the middle of an answer.
    expect(load.failures.length, load.failures.join()).toBeLessThanOrEqual(4);
    await expectNothingLost();
  });

  function waitForLoad(pages: number, webhooks: number): Promise<void> {
    return vi.waitFor(
      () => {
        expect(load.counts.pages).toBeGreaterThan(pages);
        expect(load.counts.webhooks).toBeGreaterThan(webhooks);
      },
      { timeout: 90_000, interval: 50 },
    );
  }

  /** Each webhook that was answered with 200 is in the log, and its rows are here. */
  async function expectNothingLost(): Promise<void> {
    await expectTruth(fleet, linked.plaidItemId);
    const { webhooks } = await sandbox<{ webhooks: { attempts: { status: number | null }[] }[] }>(
      fleet,
      `/_control/webhooks?itemId=${linked.plaidItemId}&limit=1000`,
    );
    const attempts = webhooks.flatMap((webhook) => webhook.attempts);
    const acknowledged = attempts.filter(({ status }) => status === 200).length;
    expect(acknowledged).toBeGreaterThan(50);
    const [kept] = await query<{ deliveries: number; unhandled: number }>(
      fleet,
      `SELECT coalesce(sum("deliveries"), 0)::int AS deliveries,
         count(*) FILTER (WHERE "handledAt" IS NULL)::int AS unhandled
       FROM "WebhookLog" WHERE "plaidItemId" = '${linked.plaidItemId}'`,
    );
    expect(kept?.deliveries).toBeGreaterThanOrEqual(acknowledged);
    expect(kept?.unhandled).toBe(0);
    const results = await checkIntegrity(fleet.env.DATABASE_URL ?? '');
    expect(results.filter((each) => each.violations.length > 0)).toEqual([]);
  }
});

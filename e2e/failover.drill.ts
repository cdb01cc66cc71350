import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  addStandby,
  type DebianPostgres,
  endAtOnce,
  findDebianPostgres,
  runSql,
  startDebianPostgres,
} from './support/debian-postgres.ts';
import { expectTruth, linkBank, query, sandbox } from './support/drill.ts';
import { provideDrillStack } from './support/fail-points.ts';
import { findHaproxy } from './support/haproxy.ts';
import { listen } from './support/listen.ts';
import { startPrimaryProxy } from './support/primary-proxy.ts';

// The primary's machine is lost under load, and its standby promoted. The product knows one address,
// haproxy's, which leads to whichever server says that it is primary. A commit waits for the standby.

const isPossible = findDebianPostgres() !== null && 'path' in findHaproxy();
const everyMs = 50;
/** The sandbox tells of a thousand webhooks at most. */
const loadLimit = 900;
/** From the promotion until webhooks are taken again. */
const backWithinMs = 10_000;

describe.skipIf(!isPossible)('failover', () => {
  const dir = mkdtempSync(join(tmpdir(), 'plumbline-failover-'));
  let primary: DebianPostgres | undefined;
  let standby: DebianPostgres | undefined;
  let haproxy: ChildProcess | undefined;
  let urls = { DATABASE_URL: '', OWNER_DATABASE_URL: '' };

  beforeAll(async () => {
    primary = await startDebianPostgres(dir);
    standby = await addStandby(primary, dir);
    const started = await startPrimaryProxy(dir, [primary.port, standby.port]);
    haproxy = started.process;
    const owner = new URL(primary.url);
    owner.port = String(started.port);
    await waitForPrimary(owner.href);
    const app = new URL(owner);
    [app.username, app.password] = ['plumbline_app', 'of-this-drill-alone'];
    urls = { DATABASE_URL: app.href, OWNER_DATABASE_URL: owner.href };
  });
  // Registered before the stack's own, and so run after it.
  afterAll(async () => {
    haproxy?.kill('SIGKILL');
    for (const server of [primary, standby]) if (server) await endAtOnce(server);
    rmSync(dir, { recursive: true, force: true });
  });
  const drill = provideDrillStack(() => urls);

  it('the primary is lost under load: no acknowledged webhook is, and all goes on by itself', async () => {
    const stack = drill.stack();
    const linked = await linkBank(stack);
    const page = await listen(linked.visitor);
    const web = stack.pidOf('web');
    const load = new Load(async () => {
      const add = [{ amount: 1, name: 'Bakery' }];
      await sandbox(stack, `/_control/items/${linked.plaidItemId}/transactions`, { add });
    });
    const reads = new Load(async () => {
      const { status } = await linked.visitor.send('GET', '/api/transactions?limit=50');
      expect([200, 503]).toContain(status);
    });
    const attempts = () => listAttempts(stack.sandboxUrl, linked.plaidItemId);
    const takenSince = async (since: number) =>
      (await attempts()).filter((each) => isTaken(each) && each.at > since);
    await waitUntil(async () => (await takenSince(0)).length >= 40);

    if (primary) await endAtOnce(primary);
    const lostAt = Date.now();
    await waitUntil(async () => (await attempts()).some(({ status }) => status === 503));
    const promotedAt = Date.now();
    await runSql(standby?.url ?? '', 'SELECT pg_promote()');
    await waitUntil(async () => (await takenSince(promotedAt)).length > 0);
    const backAt = Math.min(...(await takenSince(promotedAt)).map(({ at }) => at));
    expect(backAt - promotedAt).toBeLessThan(backWithinMs);
    await load.end();
    await reads.end();

    // What was refused is sent again by the bank, and then nothing waits.
    await waitUntil(async () => (await listWaiting(stack.sandboxUrl)) === 0);
    await expectTruth(stack, linked.plaidItemId);
    const sent = await attempts();
    const [kept] = await query<{ deliveries: number }>(
      stack,
      `SELECT sum("deliveries")::int AS deliveries FROM "WebhookLog"
       WHERE "plaidItemId" = '${linked.plaidItemId}'`,
    );
    expect(kept?.deliveries).toBeGreaterThanOrEqual(sent.filter(isTaken).length);
    const refused = sent.filter((each) => !isTaken(each));
    expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 503));

    // The page that was open all the time is told of what comes now.
    const heard = page.events().length;
    await sandbox(stack, `/_control/items/${linked.plaidItemId}/transactions`, {
      add: [{ amount: 2, name: 'After' }],
    });
    await waitUntil(async () => page.events().slice(heard).includes('transactions'));
    await page.close();
    // The queue ends its process when it cannot say that a job is done, and what it told the page of
    // just now is the work of the next one.
    expect(stack.pidOf('web')).toBe(web);
    process.stdout.write(
      `failover: ${sent.length} deliveries, ${refused.length} refused, ${kept?.deliveries} kept; ` +
        `refused first after ${promotedAt - lostAt} ms, back ${backAt - promotedAt} ms after the promotion\n`,
    );
  });
});

type Attempt = { at: number; status: number | null };
const isTaken = ({ status }: Attempt) => status === 200;

async function listAttempts(sandboxUrl: string | null, plaidItemId: string): Promise<Attempt[]> {
  const webhooks = await listWebhooks(sandboxUrl, plaidItemId);
  return webhooks.flatMap(({ attempts }) =>
    attempts.map(({ at, status }) => ({ at: Date.parse(at), status })),
  );
}

async function listWaiting(sandboxUrl: string | null): Promise<number> {
  return (await listWebhooks(sandboxUrl)).filter(({ state }) => state === 'waiting').length;
}

type Webhook = { state: string; attempts: { at: string; status: number | null }[] };
async function listWebhooks(sandboxUrl: string | null, itemId?: string): Promise<Webhook[]> {
  const limit = itemId ? `itemId=${itemId}&limit=1000` : 'limit=1000';
  const response = await fetch(`${sandboxUrl}/_control/webhooks?${limit}`);
  return ((await response.json()) as { webhooks: Webhook[] }).webhooks;
}

/** One thing done over and over until it is ended; a failure is kept and thrown then. */
class Load {
  #isOver = false;
  readonly #running: Promise<void>;

  constructor(once: () => Promise<void>) {
    this.#running = this.#repeat(once);
    this.#running.catch(() => {});
  }

  async end(): Promise<void> {
    this.#isOver = true;
    await this.#running;
  }

  async #repeat(once: () => Promise<void>): Promise<void> {
    for (let time = 0; time < loadLimit && !this.#isOver; time += 1) {
      await once();
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  }
}

function waitUntil(isSo: () => Promise<boolean>): Promise<void> {
  return vi.waitFor(async () => expect(await isSo(), isSo.toString()).toBe(true), {
    timeout: 60_000,
    interval: 100,
  });
}

/** haproxy takes every server for well until it has asked it. */
function waitForPrimary(url: string): Promise<void> {
  return vi.waitFor(
    async () => {
      for (let time = 0; time < 6; time += 1) {
        if ((await runSql(url, 'SELECT 1 WHERE NOT pg_is_in_recovery()')) !== 1) {
          throw new Error('This is not the primary.');
        }
      }
    },
    { timeout: 30_000, interval: 100 },
  );
}

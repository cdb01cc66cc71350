import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { vi } from 'vitest';
import { createAppRole } from '#lib/db/app-role';
import { startEmbeddedPostgres } from '#lib/db/embedded-postgres';
import { findFreePort } from '#lib/stack/free-port';
import { sandboxEnv } from '#lib/stack/sandbox-env';
import { waitForUrl } from '#lib/stack/wait-for';
import { workerCache } from '#lib/stack/worker-args';
import type { Certificate } from '#lib/testing/certificates';
import { copyPostgres } from './copy-postgres.ts';
import type { Running } from './drill.ts';
import { type Front, type Haproxy, startHaproxy, webConfig } from './haproxy.ts';

/** More than the two checks that HAProxy gives a server up by. */
const drainSeconds = 3;
const readyTimeoutMs = 60_000;

/** For people at https://localhost, and what the processes trust beside what everybody does. */
type FleetTls = { certificate: Certificate; authorityFile: string };

type FleetOptions = {
  size?: number;
  tls?: FleetTls;
  /** Settings beside the usual ones. */
  more?: Record<string, string>;
};

export type Fleet = Running & {
  /** Where the proxy speaks no TLS. */
  plainUrl: string;
  webs: Part[];
  workers: Part[];
  haproxy: Haproxy;
  stop: () => Promise<void>;
};

/** One process of several, as a supervisor runs it: started, ended, started again. */
class Part {
  readonly name: string;
  readonly #start: () => ChildProcess;
  readonly #isReady: (pid: number) => Promise<void>;
  #child: ChildProcess | null = null;

  constructor(name: string, start: () => ChildProcess, isReady: (pid: number) => Promise<void>) {
    this.name = name;
    this.#start = start;
    this.#isReady = isReady;
  }

  /** Until it can do what it is there for. */
  async start(): Promise<void> {
    this.#child = this.#start();
    await this.#isReady(this.#child.pid ?? 0);
  }

  /** @returns its exit code; null when it was killed by the signal */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return null;
    const exited = once(child, 'exit') as Promise<[number | null]>;
    child.kill(signal);
    return (await exited)[0];
  }
}

/**
 * Three web servers and three workers of the built product, each by its own command, on one
 * PostgreSQL and one sandbox, behind HAProxy with the configuration that ships.
 */
export async function startFleet(
  haproxyPath: string,
  { size = 3, tls, more = {} }: FleetOptions = {},
): Promise<Fleet> {
  const dir = mkdtempSync(join(tmpdir(), 'plumbline-fleet-'));
  const stops: (() => unknown)[] = [() => rmSync(dir, { recursive: true, force: true })];
  const stop = async () => {
    for (const undo of stops.splice(0).reverse()) await undo();
  };
  try {
    copyPostgres(dir);
    const postgres = await startEmbeddedPostgres(join(dir, 'postgres'), { max_connections: '150' });
    stops.push(postgres.stop);
    const front = await openFront(dir, tls);
    const plainUrl = `http://localhost:${front.port}`;
    const url = front.tls ? `https://localhost:${front.tls.port}` : plainUrl;
    const authority = tls && { NODE_EXTRA_CA_CERTS: tls.authorityFile };
    const env = {
      ...(await settings(dir, url)),
      ...authority,
      ...more,
      DATABASE_URL: await createAppRole(postgres.url),
    };
    const sandboxUrl = `http://127.0.0.1:${env.SANDBOX_PORT}`;
    // The bank, too, has to trust whom it tells.
    const sandbox = run([join('sandbox', 'main.ts')], { ...sandboxEnv(env), ...authority });
    stops.push(() => end(sandbox));
    await waitForUrl(`${sandboxUrl}/_control/health`, readyTimeoutMs);

    const ports = await findPorts(size);
    const workers = ports.map((_, index) => toWorker(`worker ${index + 1}`, env));
    const webs = ports.map((port) => toWeb(port, env));
    stops.push(() => Promise.all([...webs, ...workers].map((part) => part.end('SIGKILL'))));
    await Promise.all([...workers, ...webs].map((part) => part.start()));
    const haproxy = await startHaproxy(haproxyPath, dir, webConfig(front, ports));
    stops.push(haproxy.stop);
    await waitForUrl(`${url}/api/health/ready`, readyTimeoutMs);
    return { url, plainUrl, sandboxUrl, env, webs, workers, haproxy, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openFront(dir: string, tls: FleetTls | undefined): Promise<Front> {
  const port = await findFreePort();
  if (!tls) return { port };
  const certificates = join(dir, 'certs');
  const { cert, key } = tls.certificate;
  mkdirSync(certificates);
  writeFileSync(join(certificates, 'localhost.pem'), cert + key, { mode: 0o600 });
  return { port, tls: { port: await findFreePort(), certificates } };
}

async function settings(dir: string, url: string) {
  const { PATH, HOME } = process.env;
  return {
    NODE_ENV: 'production' as const,
    PATH,
    HOME,
    LOG_LEVEL: 'error',
    DATA_DIR: dir,
    APP_URL: url,
    SANDBOX_PORT: String(await findFreePort()),
    SANDBOX_INITIAL_DELAY_MS: '0',
    SANDBOX_HISTORICAL_DELAY_MS: '0',
    AUTH_SECRET: randomBytes(32).toString('base64url'),
    ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    DRAIN_SECONDS: String(drainSeconds),
    PASSWORD_HASH_MIB: '19',
    // Twenty webhooks a second for one Item are more than its bank's limit would let us follow.
    PLAID_RATE_LIMITS: 'false',
    SYNC_LEASE_SECONDS: '5',
    TRUSTED_PROXIES: '127.0.0.1',
  };
}

async function findPorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  while (ports.length < count) ports.push(await findFreePort());
  return ports;
}

function toWeb(port: number, env: NodeJS.ProcessEnv): Part {
  const start = () => run([...alone, 'web'], { ...env, PORT: String(port) });
  const isReady = () => waitForUrl(`http://127.0.0.1:${port}/api/health/ready`, readyTimeoutMs);
  return new Part(`web ${port}`, start, isReady);
}

function toWorker(name: string, env: NodeJS.ProcessEnv): Part {
  const isReady = async (pid: number) => {
    const client = new pg.Client({ connectionString: env.DATABASE_URL });
    await client.connect();
    const sql = `SELECT FROM "Worker" WHERE "id" LIKE '%:' || $1 || ':%'`;
    const isThere = async () => {
      if ((await client.query(sql, [pid])).rowCount !== 1) throw new Error(`${name} is not there.`);
    };
    await vi
      .waitFor(isThere, { timeout: readyTimeoutMs, interval: 50 })
      .finally(() => client.end());
  };
  return new Part(name, () => run([...alone, 'worker'], { ...env, ...workerCache }), isReady);
}

/** Of this test's process, which may be ended from outside. */
const children = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

const alone = ['--conditions=react-server', join('bin', 'run.ts')];

function run(args: string[], env: NodeJS.ProcessEnv): ChildProcess {
  const child = spawn(process.execPath, args, {
    env: { ...env, NODE_NO_WARNINGS: '1' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}

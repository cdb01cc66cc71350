import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text as readText } from 'node:stream/consumers';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { findRunningPostgres } from '#lib/db/embedded-postgres';
import { buildIfChanged } from '#lib/stack/build';
import { findFreePort } from '#lib/stack/free-port';
import { startStack } from '#lib/stack/stack';
import { type Supervised, supervise } from '#lib/stack/supervise';
import { isFree, waitForUrl } from '#lib/stack/wait-for';
import { passwords } from './drill.ts';
import { findLeaks, findSecrets, type Secrets } from './find-leaks.ts';
import { readHeard } from './hear-secrets.ts';

export const metadataHost = '169.254.169.254';

export type Sweep = {
  url: string;
  sandboxUrl: string;
  env: { DATABASE_URL: string };
  /** The same app on the same database: for a sweep that would keep the others waiting. */
  busyUrl: string;
  /** The same app on the same database without its proxy. */
  bareUrl: string;
  /** The same app under another name, over TLS as far as it knows, without a database. */
  brokenUrl: string;
  /** Where web and worker say how they are. */
  metricsUrls: string[];
  /** What web, worker and sandbox write. */
  logFile: string;
  secrets: Secrets;
  /** What it told people and nobody else (hear-secrets.ts). */
  heardFile: string;
};

declare module 'vitest' {
  interface ProvidedContext {
    sweep: Sweep;
  }
}

/**
 * The built product for all sweeps, with secrets that are nowhere else and at its most talkative.
 * When they are done, what was written anywhere is searched for those secrets.
 */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  await buildIfChanged(() => {});
  const dir = mkdtempSync(join(tmpdir(), 'plumbline-sweep-'));
  const stops: (() => Promise<void>)[] = [];
  const logFile = join(dir, 'log');
  const output = (text: string) => appendFileSync(logFile, text);
  const fail = (reason: string) => {
    throw new Error(reason);
  };
  const run = (name: string, args: string[], env: NodeJS.ProcessEnv): Supervised => {
    const child = supervise({ name, args, env, output }, fail);
    stops.unshift(child.stop);
    return child;
  };

  const { PATH, HOME } = process.env;
  const system = { NODE_ENV: 'production', PATH, HOME } as const;
  const [port, sandboxPort, busyPort, barePort, brokenPort] = [
    await findFreePort(),
    await findFreePort(),
    await findFreePort(),
    await findFreePort(),
    await findFreePort(),
  ];
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`;
  const metricsPort = await findFreePorts();
  const metricsUrls = [0, 1].map((index) => `http://127.0.0.1:${metricsPort + index}`);
  run('sandbox', [join('sandbox', 'main.ts')], {
    ...system,
    DATA_DIR: dir,
    SANDBOX_PORT: String(sandboxPort),
    SANDBOX_INITIAL_DELAY_MS: '0',
    SANDBOX_HISTORICAL_DELAY_MS: '0',
  });
  await waitForUrl(`${sandboxUrl}/_control/health`, 20_000);
  const [plaidSecret, oidcSecret, brokenSecret] = [makeSecret(), makeSecret(), makeSecret()];
  const collectorSecret = makeSecret();
  const collector = await openCollector();
  const stack = await startStack(
    {
      ...system,
      LOG_LEVEL: 'debug',
      // The least there may be: whoever sweeps signs up many.
      PASSWORD_HASH_MIB: '19',
      DATA_DIR: dir,
      PORT: String(port),
      METRICS_PORT: String(metricsPort),
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_HEADERS: `authorization=${collectorSecret}`,
      PLAID_CLIENT_ID: 'plumbline',
      PLAID_SECRET: plaidSecret,
      PLAID_BASE_URL: sandboxUrl,
      PLAID_LINK_ORIGIN: sandboxUrl,
      PLAID_WEBHOOK_URL: `http://localhost:${port}/api/plaid/webhook`,
      // Where clouds give their machines credentials, as a setting gone wrong.
      OIDC_ISSUER: `https://${metadataHost}`,
      // Of devices that rows tell of, nobody outside is told.
      PUSH_HOSTS: 'push.invalid',
      SECURITY_CONTACT: 'mailto:security@example.com',
      OIDC_CLIENT_ID: 'plumbline',
      OIDC_CLIENT_SECRET: oidcSecret,
    },
    {
      mode: 'start',
      say: () => {},
      onFailure: fail,
      output,
      // Three web servers share it; nothing here asks what outlives a crash.
      postgres: {
        max_connections: '120',
        fsync: 'off',
        synchronous_commit: 'off',
        full_page_writes: 'off',
      },
    },
  );
  stops.unshift(stack.stop);

  // One process has the port.
  const others = { ...stack.env, METRICS_PORT: '' };
  const next = resolve('node_modules', 'next', 'dist', 'bin', 'next');
  const busyUrl = `http://localhost:${busyPort}`;
  run('busy', [next, 'start', '-p', String(busyPort)], { ...others, APP_URL: busyUrl });
  const bareDir = copyWithoutProxy(dir);
  const bareUrl = `http://localhost:${barePort}`;
  run('bare', [next, 'start', bareDir, '-p', String(barePort)], { ...others, APP_URL: bareUrl });
  const brokenUrl = `http://localhost:${brokenPort}`;
  run('broken', [next, 'start', '-p', String(brokenPort)], {
    ...others,
    APP_URL: 'https://money.example.com',
    DATABASE_URL: `postgresql://plumbline:${brokenSecret}@127.0.0.1:1/nowhere`,
  });
  for (const url of [busyUrl, bareUrl, brokenUrl])
    await waitForUrl(`${url}/api/health/live`, 30_000);

  const { DATABASE_URL = '', AUTH_SECRET = '', ENCRYPTION_KEYS = '', BACKUP_KEY = '' } = stack.env;
  const secrets: Secrets = {
    authSecret: AUTH_SECRET,
    encryptionKey: ENCRYPTION_KEYS.split(':')[1] ?? '',
    backupKey: BACKUP_KEY.split(':')[1] ?? '',
    databasePassword: new URL(DATABASE_URL).password,
    plaidSecret,
    oidcSecret,
    collectorSecret,
    brokenDatabasePassword: brokenSecret,
    passwords: Object.values(passwords),
  };
  await liftRateLimits(findRunningPostgres(join(dir, 'postgres')) ?? '');
  const env = { DATABASE_URL };
  const heardFile = join(dir, 'heard');
  const urls = { url: stack.url, sandboxUrl, busyUrl, bareUrl, brokenUrl, metricsUrls };
  provide('sweep', { ...urls, env, logFile, secrets, heardFile });
  return async () => {
    const all = { ...secrets, ...readHeard(heardFile) };
    const leaks = await findLeaks({ databaseUrl: DATABASE_URL, logFile, secrets: all });
    for (const url of metricsUrls) {
      const text = await (await fetch(`${url}/metrics`)).text();
      leaks.push(...findIdentities(text, all).map((found) => `${found} in ${url}/metrics`));
    }
    for (const stop of stops) await stop();
    const spans = collector.close();
    if (!spans.includes('GET /api/')) leaks.push('There are no spans: nothing was searched.');
    leaks.push(...findIdentities(spans, all).map((found) => `${found} in what a collector got`));
    const wandered = listRefusedConnections(logFile).filter((line) => !line.includes(metadataHost));
    rmSync(dir, { recursive: true, force: true });
    if (leaks.length > 0) throw new Error(`Secrets were written:\n${leaks.join('\n')}`);
    // Rows of banks are full of addresses: nothing but what is needed was asked for.
    if (wandered.length > 0) throw new Error(`It wanted to go to:\n${wandered.join('\n')}`);
  };
}

/** Takes traces as OpenTelemetry's collector does. */
async function openCollector(): Promise<{ url: string; close: () => string }> {
  const taken: string[] = [];
  const server = createServer(async (request, response) => {
    taken.push(await readText(request));
    response.setHeader('content-type', 'application/json').end('{}');
  });
  server.listen(await findFreePort(), '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.close();
    server.closeAllConnections();
    return taken.join('\n');
  };
  return { url: `http://127.0.0.1:${port}`, close };
}

/** Secrets, ids, e-mails and addresses, none of which a metric may hold. */
export function findIdentities(text: string, secrets: Secrets): string[] {
  const shapes = { id: /[0-9a-f]{8}-[0-9a-f]{4}-/, email: /@/, address: /\d+\.\d+\.\d+\.\d+/ };
  const found = Object.entries(shapes).filter(([, shape]) => shape.test(text));
  return [...findSecrets(text, secrets), ...found.map(([name]) => name)];
}

/** The first of two ports beside each other that nobody listens on. */
async function findFreePorts(): Promise<number> {
  for (let tries = 0; tries < 100; tries += 1) {
    const port = await findFreePort();
    if (port < 65_535 && (await isFree(port + 1, '127.0.0.1'))) return port;
  }
  throw new Error('No two free ports beside each other.');
}

/** What the log says of connections that the guard did not let be made. */
export function listRefusedConnections(logFile: string): string[] {
  const lines = readFileSync(logFile, 'utf8').split('\n');
  return lines.filter((line) => line.includes('an outgoing connection was refused'));
}

/** Who is told to come again later has not been told what they may: every try has a bucket to itself. */
export async function liftRateLimits(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(`
    CREATE FUNCTION own_bucket() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN NEW."key" := NEW."key" || gen_random_uuid(); RETURN NEW; END $$;
    CREATE TRIGGER own_bucket BEFORE INSERT ON "RateBucket"
      FOR EACH ROW EXECUTE FUNCTION own_bucket()`);
  await client.end();
}

function makeSecret(): string {
  return randomBytes(24).toString('base64url');
}

/** What is built, in a folder of its own where Next finds no proxy to run. */
function copyWithoutProxy(dir: string): string {
  const bare = join(dir, 'bare');
  const skipped = /\.next\/(cache|dev|types|trace|diagnostics)/;
  cpSync('.next', join(bare, '.next'), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !skipped.test(source),
  });
  for (const name of ['package.json', 'next.config.js', 'public', 'node_modules']) {
    symlinkSync(resolve(name), join(bare, name));
  }
  const manifest = join(bare, '.next', 'server', 'functions-config-manifest.json');
  writeFileSync(manifest, JSON.stringify({ version: 1, functions: {} }));
  rmSync(join(bare, '.next', 'server', 'middleware.js'));
  return bare;
}

import 'server-only';
import { join, resolve } from 'node:path';
import { createAppRole } from '#lib/db/app-role';
import { createDrillRole } from '#lib/db/drill-role';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#lib/db/embedded-postgres';
import { applyMigrations } from '#lib/db/migrate';
import { parseEnv } from '#lib/env';
import { buildIfChanged } from './build.ts';
import { claimDataDir, readOrCreateSecrets } from './data-dir.ts';
import { migrateDatabase } from './migrate-database.ts';
import { sandboxEnv } from './sandbox-env.ts';
import { type ProcessSpec, supervise } from './supervise.ts';
import { waitForPort, waitForUrl } from './wait-for.ts';
import { webEnv } from './web-env.ts';
import { workerArgs, workerCache } from './worker-args.ts';

const readyTimeoutMs = 120_000;
const workingTimeoutMs = 30_000;

export type Stack = {
  url: string;
  sandboxUrl: string | null;
  /** The environment the processes run with; holds secrets. */
  env: NodeJS.ProcessEnv;
  /** By name: postgres, sandbox, worker, web. */
  pidOf: (name: string) => number | undefined;
  /** Web and worker first, the sandbox, PostgreSQL last. */
  stop: () => Promise<void>;
};

export type StackOptions = {
  mode: 'start' | 'dev';
  /** A line for people about what happens now. */
  say: (line: string) => void;
  /** Something died for good; the caller should stop the stack and leave. */
  onFailure: (reason: string) => void;
  /** Aborted: what has started is stopped again, and starting rejects with the reason. */
  signal?: AbortSignal;
  /** Settings of the embedded PostgreSQL, for tests. */
  postgres?: Record<string, string>;
  /** Gets all that the processes write, for tests that look through it. */
  output?: ProcessSpec['output'];
  /** How often web and worker may die, for drills. */
  patience?: ProcessSpec['patience'];
};

/**
 * Brings the whole product up on this machine: PostgreSQL (unless DATABASE_URL is set), migrations,
 * the sandbox (unless there are Plaid keys), web and worker. What started is stopped again when a
 * later step fails.
 *
 * @param given  environment; what is missing is filled with defaults and this installation's secrets
 */
export async function startStack(given: NodeJS.ProcessEnv, options: StackOptions): Promise<Stack> {
  const config = parseEnv(given);
  const url = config.APP_URL;
  const stops: (() => Promise<void> | void)[] = [];
  const pids = new Map<string, () => number | undefined>();
  const stop = async () => {
    for (const undo of stops.splice(0).reverse()) await undo();
  };
  try {
    const claim = await claimDataDir(
      config.DATA_DIR,
      () => `process ${process.pid} serves ${url} from there`,
    );
    stops.push(claim.release);
    options.signal?.throwIfAborted();
    await waitForPort(config.PORT, config.BIND_HOST, 'PORT');
    for (const port of config.METRICS_PORT ? [config.METRICS_PORT, config.METRICS_PORT + 1] : []) {
      await waitForPort(port, config.METRICS_HOST, 'METRICS_PORT');
    }
    const env: NodeJS.ProcessEnv = {
      ...readOrCreateSecrets(config.DATA_DIR, options.say),
      LOG_LEVEL: 'warn',
      NEXT_TELEMETRY_DISABLED: '1',
      NODE_NO_WARNINGS: '1',
      ...given,
      NODE_ENV: options.mode === 'dev' ? 'development' : 'production',
    };
    let drillUrl = config.BACKUP_DRILL_DATABASE_URL;
    if (!env.DATABASE_URL) {
      const postgres = await startDatabase(config.DATA_DIR, options, stops);
      pids.set('postgres', () => postgres.process.pid);
      options.signal?.throwIfAborted();
      const mayDestroy = config.ALLOW_DESTRUCTIVE_MIGRATION;
      await applyMigrations(postgres.url, { say: options.say, mayDestroy });
      env.DATABASE_URL = await createAppRole(postgres.url);
      drillUrl ??= await createDrillRole(postgres.url);
    } else {
      const ownerUrl = config.OWNER_DATABASE_URL ?? config.DIRECT_DATABASE_URL ?? '';
      await migrateDatabase(ownerUrl, config, options.say);
      delete env.OWNER_DATABASE_URL;
    }

    const run = (name: string, args: string[], ownEnv = env): void => {
      const { patience, output } = options;
      const drainMs = config.DRAIN_SECONDS * 1000;
      const spec = { name, args, env: ownEnv, patience, output, drainMs };
      const child = supervise(spec, options.onFailure);
      stops.push(child.stop);
      pids.set(name, child.pid);
    };
    let sandboxUrl: string | null = null;
    if (!config.hasPlaidKeys) {
      await waitForPort(config.SANDBOX_PORT, '127.0.0.1', 'SANDBOX_PORT');
      sandboxUrl = config.plaid.baseUrl;
      run('sandbox', [join('sandbox', 'main.ts')], sandboxEnv(env));
    }
    if (options.mode === 'start') {
      await buildIfChanged(() => options.say('Building the app …'), options.signal);
    }
    options.signal?.throwIfAborted();
    const watch = options.mode === 'dev' ? ['--watch', '--watch-preserve-output'] : [];
    run('worker', [...watch, ...workerArgs], {
      ...workerCache,
      ...workerEnv(env, config.METRICS_PORT),
      BACKUP_DRILL_DATABASE_URL: drillUrl,
    });
    const next = resolve('node_modules', 'next', 'dist', 'bin', 'next');
    const listening = ['-p', String(config.PORT), '-H', config.BIND_HOST];
    run('web', [next, options.mode, ...listening], webEnv(env));
    const isWildcard = ['0.0.0.0', '::'].includes(config.BIND_HOST);
    const host = isWildcard ? '127.0.0.1' : config.BIND_HOST;
    const health = `http://${host}:${config.PORT}/api/health`;
    await waitForUrl(`${health}/live`, readyTimeoutMs, options.signal);
    await waitForUrl(`${health}/ready`, workingTimeoutMs, options.signal).catch(() => {
      options.signal?.throwIfAborted();
      // A lost key or a broken worker: people still see their data, and how to go on.
      options.say('Plumbline runs, but something of it does not work: see the messages above.');
    });
    return { url, sandboxUrl, env, pidOf: (name) => pids.get(name)?.(), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Web and worker are measured each by its own port, the worker's one above. */
function workerEnv(env: NodeJS.ProcessEnv, metricsPort: number | undefined): NodeJS.ProcessEnv {
  return metricsPort === undefined ? env : { ...env, METRICS_PORT: String(metricsPort + 1) };
}

async function startDatabase(
  dataDir: string,
  options: StackOptions,
  stops: (() => Promise<void> | void)[],
): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres(join(dataDir, 'postgres'), options.postgres);
  let stopping = false;
  stops.push(() => {
    stopping = true;
    return postgres.stop();
  });
  // The port is chosen at start and is in every process's environment: a new server would be
  // elsewhere. Everything stops instead, and the next start recovers.
  postgres.process.once('exit', (code, signal) => {
    if (!stopping) options.onFailure(`PostgreSQL ended (${signal ?? `exit code ${code}`}).`);
  });
  return postgres;
}

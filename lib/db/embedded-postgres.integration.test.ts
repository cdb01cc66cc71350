import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimDataDir } from '#lib/stack/data-dir';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
import { worksHere } from './postgres-identity.ts';

let dir: string;
let running: EmbeddedPostgres | null = null;

// mkdtemp makes it 0700: as root this is the closed home that PostgreSQL's own user cannot enter.
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'plumbline-pg-'));
});
afterEach(async () => {
  await running?.stop();
  running = null;
  rmSync(dir, { recursive: true, force: true });
});

async function start(identity?: 'namespace' | 'capability'): Promise<pg.Client> {
  running = await startEmbeddedPostgres(join(dir, 'postgres'), {}, identity);
  const client = new pg.Client({ connectionString: running.url });
  client.on('error', () => {});
  await client.connect();
  return client;
}

async function kill(): Promise<void> {
  if (!running) return;
  const exited = once(running.process, 'exit');
  running.process.kill('SIGKILL');
  await exited;
}

describe('the embedded PostgreSQL', () => {
  it('keeps what was committed through kill -9 and lets go of what was not', async () => {
    let client = await start();
    await client.query('CREATE TABLE kept (n int)');
    await client.query('INSERT INTO kept SELECT generate_series(1, 1000)');
    await client.query('BEGIN');
    await client.query('INSERT INTO kept VALUES (0)');
    await kill();
    client = await start();
    const { rows } = await client.query('SELECT count(*)::int AS n FROM kept');
    expect(rows).toEqual([{ n: 1000 }]);
    await client.end();
  });

  it('takes over from a server that outlived its supervisor', async () => {
    const client = await start();
    await client.query('CREATE TABLE kept (n int)');
    // The first server is still running on this data.
    const firstExit = running && once(running.process, 'exit');
    const again = await startEmbeddedPostgres(join(dir, 'postgres'));
    await firstExit;
    running = again;
    const next = new pg.Client({ connectionString: again.url });
    await next.connect();
    await next.query('SELECT * FROM kept');
    await next.end();
  });

  it('begins anew when the very first start was cut short', async () => {
    mkdirSync(join(dir, 'postgres', 'data.new'), { recursive: true });
    writeFileSync(join(dir, 'postgres', 'data.new', 'PG_VERSION'), '18\n');
    const client = await start();
    await client.query('SELECT 1');
    await client.end();
  });

  it('speaks only to loopback, and UTF-8 whatever the locale of the machine', async () => {
    const client = await start();
    const { rows } = await client.query('SHOW listen_addresses');
    expect(rows).toEqual([{ listen_addresses: '127.0.0.1' }]);
    const { rows: encoding } = await client.query('SHOW server_encoding');
    expect(encoding).toEqual([{ server_encoding: 'UTF8' }]);
    await client.end();
  });

  // Only root has to leave root, and a machine may forbid one of the ways.
  const bothWays = process.getuid?.() === 0 && worksHere('namespace') && worksHere('capability');
  it.runIf(bothWays)('runs under root in both ways, on the same data', async () => {
    for (const identity of ['namespace', 'capability', 'namespace'] as const) {
      const client = await start(identity);
      await client.query('CREATE TABLE IF NOT EXISTS kept (n int)');
      await client.query('INSERT INTO kept VALUES (1)');
      await client.end();
      await running?.stop();
    }
    const client = await start('capability');
    const { rows } = await client.query('SELECT count(*)::int AS n FROM kept');
    expect(rows).toEqual([{ n: 3 }]);
    await client.end();
  });
});

describe('claimDataDir', () => {
  it('refuses a second copy, says who is there, and lets go', async () => {
    const first = await claimDataDir(dir, () => 'process 1 serves http://localhost:3000');
    await expect(claimDataDir(dir, () => '')).rejects.toThrow(
      /is in use: process 1 serves http:\/\/localhost:3000/,
    );
    first.release();
    const second = await claimDataDir(dir, () => '');
    second.release();
  });
});

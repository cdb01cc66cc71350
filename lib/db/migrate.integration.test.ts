import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { requireEnv } from '#lib/env';
import { applyMigrations } from './migrate.ts';
import { usualPatience } from './migrate-patience.ts';

const patience = { ...usualPatience, lockTimeoutMs: 200, attempts: 3, pauseMs: 20 };
const root = mkdtempSync(join(tmpdir(), 'plumbline-migrate-'));
const opened: pg.Client[] = [];
const databases: string[] = [];
let dir: string;
let url: string;
/** Of the case's database; what a case holds open it opens for itself. */
let asking: pg.Client;

beforeEach(async () => {
  dir = mkdtempSync(join(root, 'case-'));
  writeFileSync(join(dir, 'migration_lock.toml'), 'provider = "postgresql"\n');
  write('1_rows', 'CREATE TABLE "Row" ("id" int PRIMARY KEY); INSERT INTO "Row" VALUES (1);');
  const name = `migrate_${randomUUID().replaceAll('-', '')}`;
  databases.push(name);
  await (await connect(inject('postgresUrl'))).query(`CREATE DATABASE ${name}`);
  url = Object.assign(new URL(requireEnv('DATABASE_URL')), { pathname: `/${name}` }).href;
  asking = await connect(url);
});

afterEach(async () => {
  for (const client of opened.splice(0)) await client.end();
});

afterAll(async () => {
  const admin = await connect(inject('postgresUrl'));
  for (const name of databases) await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await admin.end();
  rmSync(root, { recursive: true, force: true });
});

describe('migrating', () => {
  it('gives up what is busy, with nothing of it applied, and applies it when it is free', async () => {
    await applyMigrations(url, { dir });
    write('2_more', 'CREATE TABLE "New" ("id" int); ALTER TABLE "Row" ADD COLUMN "more" int;');
    const reader = await connect(url);
    await reader.query('BEGIN; SELECT FROM "Row"');
    const said: string[] = [];
    const before = performance.now();

    await expect(
      applyMigrations(url, { dir, patience, say: (line) => said.push(line) }),
    ).rejects.toThrow('The database stays busy');

    expect(performance.now() - before).toBeLessThan(10_000);
    expect(said).toHaveLength(patience.attempts - 1);
    expect(await exists('"New"')).toBe(false);
    await reader.query('COMMIT');
    expect(await applyMigrations(url, { dir, patience })).toEqual(['2_more']);
    expect(await exists('"New"')).toBe(true);
  });

  it('goes on by itself once what was busy is free', async () => {
    await applyMigrations(url, { dir });
    write('2_more', 'ALTER TABLE "Row" ADD COLUMN "more" int;');
    const reader = await connect(url);
    await reader.query('BEGIN; SELECT FROM "Row"');
    const say = vi.fn(() => void reader.query('COMMIT'));
    expect(await applyMigrations(url, { dir, patience, say })).toEqual(['2_more']);
    expect(say).toHaveBeenCalledOnce();
  });

  it('applies once when two deploys come at once', async () => {
    write('2_slow', 'SELECT pg_sleep(0.3); INSERT INTO "Row" VALUES (2);');
    const applied = await Promise.all([
      applyMigrations(url, { dir }),
      applyMigrations(url, { dir }),
    ]);
    expect(applied.flat().sort()).toEqual(['1_rows', '2_slow']);
    expect(await count('"Row"')).toBe(2);
  });

  it('is whole again after a kill in the middle, also while PostgreSQL still works at it', async () => {
    await applyMigrations(url, { dir });
    write('2_slow', 'INSERT INTO "Row" VALUES (2); SELECT pg_sleep(2);');
    await killWhile('pg_sleep');
    await applyMigrations(url, { dir, patience: { ...patience, attempts: 40 } });
    // It came to its end without the process that had sent it, and was not applied twice.
    expect(await count('"Row"')).toBe(2);
  });

  it('applies again what was killed and came to no end', async () => {
    await applyMigrations(url, { dir });
    write('2_slow', 'INSERT INTO "Row" VALUES (2); SELECT pg_sleep(600);');
    await killWhile('pg_sleep');
    await endSessions();
    expect(await count('"Row"')).toBe(1);
    write('2_slow', 'INSERT INTO "Row" VALUES (2);');
    expect(await applyMigrations(url, { dir, patience })).toEqual(['2_slow']);
    expect(await count('"Row"')).toBe(2);
  });

  it('says what is wrong with a migration at every try, and takes it when it is right', async () => {
    write('2_wrong', 'CREATE TABLE "New" ("id" int); SELECT 1 / 0;');
    for (const _ of [1, 2]) {
      await expect(applyMigrations(url, { dir })).rejects.toThrow('division by zero');
    }
    expect(await exists('"New"')).toBe(false);
    write('2_wrong', 'CREATE TABLE "New" ("id" int);');
    expect(await applyMigrations(url, { dir })).toEqual(['2_wrong']);
  });

  it('builds an index beside people who write, and again after it was not finished', async () => {
    await applyMigrations(url, { dir });
    write('2_index', '-- Large.\nCREATE INDEX CONCURRENTLY "Row_by_id" ON "Row" ("id");');
    const writer = await connect(url);
    await writer.query('BEGIN; INSERT INTO "Row" VALUES (2)');
    await expect(applyMigrations(url, { dir, patience })).rejects.toThrow('stays busy');
    expect(await isValid('Row_by_id')).toBe(false);
    await writer.query('COMMIT');
    expect(await applyMigrations(url, { dir, patience })).toEqual(['2_index']);
    expect(await isValid('Row_by_id')).toBe(true);
  });

  it('has nothing to apply where a newer release migrated before, so that one can go back', async () => {
    write('2_newer', 'CREATE TABLE "New" ("id" int);');
    await applyMigrations(url, { dir });
    rmSync(join(dir, '2_newer'), { recursive: true });
    expect(await applyMigrations(url, { dir })).toEqual([]);
    expect(await exists('"New"')).toBe(true);
  });

  it('wants an index that is built concurrently to be alone in its file', async () => {
    write('2_index', 'SELECT 1; CREATE INDEX CONCURRENTLY "Row_by_id" ON "Row" ("id");');
    await expect(applyMigrations(url, { dir })).rejects.toThrow('alone in its migration');
  });
});

function write(name: string, sql: string): void {
  mkdirSync(join(dir, name), { recursive: true });
  writeFileSync(join(dir, name, 'migration.sql'), sql);
}

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString });
  client.on('error', () => {});
  await client.connect();
  opened.push(client);
  return client;
}

async function ask<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
  return (await asking.query(sql, values)).rows as Row[];
}

async function exists(table: string): Promise<boolean> {
  const [row] = await ask<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [
    table,
  ]);
  return row?.there === true;
}

async function count(table: string): Promise<number | undefined> {
  return (await ask<{ count: number }>(`SELECT count(*)::int FROM ${table}`))[0]?.count;
}

/** Null when there is no such index. */
async function isValid(index: string): Promise<boolean | null> {
  const rows = await ask<{ indisvalid: boolean }>(
    'SELECT x.indisvalid FROM pg_index x JOIN pg_class c ON c.oid = x.indexrelid WHERE c.relname = $1',
    [index],
  );
  return rows[0]?.indisvalid ?? null;
}

/** Migrates in a process of its own, and kills it while this runs in the database. */
async function killWhile(statement: string): Promise<void> {
  const script = `
    const { applyMigrations } = await import('./lib/db/migrate.ts');
    await applyMigrations(${JSON.stringify(url)}, { dir: ${JSON.stringify(dir)} });`;
  const flags = ['--conditions=react-server', '--input-type=module', '-e', script];
  const child = spawn(process.execPath, flags, { stdio: 'inherit' });
  const exited = once(child, 'exit');
  await vi.waitFor(async () => expect(await sessionsWith(statement)).toHaveLength(1), 20_000);
  child.kill('SIGKILL');
  await exited;
}

async function endSessions(): Promise<void> {
  for (const { pid } of await sessionsWith('')) await ask('SELECT pg_terminate_backend($1)', [pid]);
  await vi.waitFor(async () => expect(await sessionsWith('pg_sleep')).toEqual([]), 10_000);
}

function sessionsWith(statement: string): Promise<{ pid: number }[]> {
  return ask(
    `SELECT pid FROM pg_stat_activity WHERE datname = current_database()
     AND state = 'active' AND pid <> pg_backend_pid() AND strpos(query, $1) > 0`,
    [statement],
  );
}

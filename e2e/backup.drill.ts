import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#lib/db/embedded-postgres';
import { applyMigrations } from '#lib/db/migrate';
import type { FailPoint } from '#lib/fail-point';
import { workerCache } from '#lib/stack/worker-args';
import { runSql } from './support/debian-postgres.ts';
import { mountSmallDisk } from './support/small-disk.ts';

// A backup and a restore are killed in the middle, by the commands that a person runs, and the place where
// backups lie runs full: nothing is taken for a backup that is none, no database is left half full, and
// what was left behind is gone after the next one.

const rows = 8_000;
const disk = mountSmallDisk(128);
const dir = mkdtempSync(join(tmpdir(), 'plumbline-backup-'));
const folder = disk?.dir ?? join(dir, 'backups');
const points = join(dir, 'points');
let postgres: EmbeddedPostgres;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  mkdirSync(points);
  postgres = await startEmbeddedPostgres(join(dir, 'postgres'));
  await applyMigrations(postgres.url);
  // Several parts, which do not get much smaller.
  await runSql(
    postgres.url,
    `INSERT INTO "WebhookLog" ("id", "webhookType", "webhookCode", "body", "bodyHash", "keyId", "issuedAt")
     SELECT gen_random_uuid(), 'ITEM', 'DRILL', jsonb_build_object('text', (SELECT
       string_agg(md5(random()::text || n || m), '') FROM generate_series(1, 50) m)), sha256(n::text::bytea),
       gen_random_uuid()::text, now() FROM generate_series(1, ${rows}) n`,
  );
  const { PATH, HOME } = process.env;
  env = {
    NODE_ENV: 'production',
    NODE_NO_WARNINGS: '1',
    ...workerCache,
    PATH,
    HOME,
    LOG_LEVEL: 'silent',
    DATA_DIR: dir,
    DATABASE_URL: postgres.url,
    AUTH_SECRET: randomBytes(32).toString('base64url'),
    ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    BACKUP_KEY: `b1:${randomBytes(32).toString('base64')}`,
    BACKUP_FOLDER: folder,
    FAIL_POINTS_DIR: points,
  };
});
afterAll(async () => {
  await postgres?.stop();
  disk?.remove();
  rmSync(dir, { recursive: true, force: true });
});

type Ended = { code: number | null; signal: NodeJS.Signals | null; output: string };

async function run(script: 'backup' | 'restore', ...args: string[]): Promise<Ended> {
  const path = join('bin', `${script}.ts`);
  const child = spawn(process.execPath, ['--conditions=react-server', path, ...args], { env });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { code, signal, output };
}

/** Once, at the next time that it is reached. */
const arm = (point: FailPoint) => writeFileSync(join(points, point), 'SIGKILL 1');
const listNames = () => readdirSync(folder).filter((name) => name !== 'filler');
const killed = { code: null, signal: 'SIGKILL' };
const done = { code: 0, signal: null };
const refused = { code: 1, signal: null };

async function makeDatabase(name: string): Promise<string> {
  await runSql(postgres.url, `CREATE DATABASE ${name}`);
  const url = new URL(postgres.url);
  url.pathname = `/${name}`;
  return url.href;
}

async function count(url: string, sql: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return Number((await client.query<{ count: string }>(sql)).rows[0]?.count);
  } finally {
    await client.end();
  }
}

describe('a backup', () => {
  it.each<FailPoint>(['backup-part-stored', 'backup-parts-stored'])(
    'killed at %s is none, and what it left goes with the next',
    async (point) => {
      const before = listNames();
      arm(point);
      expect(await run('backup')).toMatchObject(killed);
      const [left = ''] = listNames().filter((name) => !before.includes(name));
      expect(readdirSync(join(folder, left))).toContain('part-000000');
      expect((await run('backup', 'list')).output).toMatch(new RegExp(`${left}.*not finished`));
      const restored = await run(
        'restore',
        left,
        '--into',
        await makeDatabase(`of_${before.length}`),
      );
      expect(restored).toMatchObject(refused);
      expect(restored.output).toContain('There is no finished backup');

      expect(await run('backup')).toMatchObject(done);
      expect(listNames()).not.toContain(left);
      expect(listNames()).toHaveLength(before.length + 1);
      const interrupted = `SELECT count(*) FROM "Backup" WHERE "name" = '${left}' AND "state" = 'failed'`;
      expect(await count(postgres.url, interrupted)).toBe(1);
    },
  );

  it('killed once it is whole is one', async () => {
    const before = listNames();
    arm('backup-stored');
    expect(await run('backup')).toMatchObject(killed);
    const [whole = ''] = listNames().filter((name) => !before.includes(name));
    expect(await run('backup', 'verify', whole)).toMatchObject(done);
    expect(await run('backup')).toMatchObject(done);
    const kept = `SELECT count(*) FROM "Backup" WHERE "name" = '${whole}' AND "state" = 'done'`;
    expect(await count(postgres.url, kept)).toBe(1);
  });

  it.skipIf(!disk)(
    'that finds its disk full fails whole, says so, and keeps the others',
    async () => {
      const before = listNames();
      expect(before.length).toBeGreaterThan(0);
      disk?.fill();
      const failed = await run('backup');
      expect(failed).toMatchObject(refused);
      expect(failed.output).toContain('The place where backups lie is full.');
      expect(listNames()).toEqual(before);
      expect(await run('backup', 'verify', 'latest')).toMatchObject(done);
      disk?.makeRoom();
      expect(await run('backup')).toMatchObject(done);
      expect(listNames()).toHaveLength(before.length + 1);
    },
  );
});

describe('a restore', () => {
  it.each<FailPoint>(['restore-migrated', 'restore-filled'])(
    'killed at %s leaves no row, and goes through when it is tried again',
    async (point) => {
      const url = await makeDatabase(point.replace('-', '_'));
      arm(point);
      expect(await run('restore', 'latest', '--into', url)).toMatchObject(killed);
      expect(await count(url, 'SELECT count(*) FROM "WebhookLog"')).toBe(0);
      const again = await run('restore', 'latest', '--into', url);
      expect(again.output).toContain('every invariant holds');
      expect(await count(url, 'SELECT count(*) FROM "WebhookLog"')).toBe(rows);
    },
  );
});

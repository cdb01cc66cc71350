import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mayCreateDatabases, withScratchDatabase } from '#lib/backups/scratch-database';
import { createDrillRole } from './drill-role.ts';

const ownerUrl = process.env.DATABASE_URL ?? '';
const role = `drill_${randomBytes(4).toString('hex')}`;
let url: string;
let live: pg.Client;

beforeAll(async () => {
  await createDrillRole(ownerUrl, role);
  url = await createDrillRole(ownerUrl, role);
  const there = new URL(url);
  there.pathname = new URL(ownerUrl).pathname;
  live = new pg.Client({ connectionString: there.href });
  await live.connect();
});
afterAll(() => live.end());

describe('the role that backups are proven as', () => {
  it('makes databases, owns them, and leaves none', async () => {
    expect(await mayCreateDatabases(url)).toBe(true);
    const name = await withScratchDatabase(url, async (scratch) => {
      const client = new pg.Client({ connectionString: scratch });
      await client.connect();
      await client.query('CREATE EXTENSION pg_trgm; CREATE TABLE mine ()');
      await client.end();
      return new URL(scratch).pathname.slice(1);
    });
    const left = await live.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    expect(left.rowCount).toBe(0);
  });

  it.each([
    'SELECT FROM "User"',
    'DELETE FROM "Transaction"',
    'CREATE TABLE "Loot" (x int)',
    'SELECT FROM graphile_worker.jobs',
    'CREATE ROLE somebody',
    'COPY "Session" TO STDOUT',
    `COPY (SELECT 1) TO PROGRAM 'true'`,
    'DROP TABLE "Transaction"',
  ])('cannot in the product’s database: %s', async (sql) => {
    await expect(live.query(sql)).rejects.toMatchObject({ code: '42501' });
  });

  it('cannot copy the product’s database, nor drop it', async () => {
    const name = new URL(ownerUrl).pathname.slice(1);
    await expect(live.query(`CREATE DATABASE loot TEMPLATE "${name}"`)).rejects.toMatchObject({
      code: '42501',
    });
    const server = new pg.Client({ connectionString: url });
    await server.connect();
    await expect(server.query(`DROP DATABASE "${name}"`)).rejects.toMatchObject({ code: '42501' });
    await server.end();
  });
});

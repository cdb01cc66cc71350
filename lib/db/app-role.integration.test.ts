import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enqueue } from '#lib/jobs/enqueue';
import { createHousehold } from '#lib/testing/household';
import { createAppRole } from './app-role.ts';
import { closeDb, db, openDb } from './client.ts';

const ownerUrl = process.env.DATABASE_URL ?? '';
let first: string;
let url: string;
let client: pg.Client;

beforeAll(async () => {
  first = await createAppRole(ownerUrl);
  url = await createAppRole(ownerUrl);
  client = new pg.Client({ connectionString: url });
  await client.connect();
  await closeDb();
  openDb(url);
});
afterAll(async () => {
  await client.end();
  await closeDb();
  openDb(ownerUrl);
  await db().$executeRaw`DROP OWNED BY plumbline_app`;
});

describe('the role that the product runs as', () => {
  it('does what the product does', async () => {
    const { householdId } = await createHousehold();
    expect(await db().category.count({ where: { householdId } })).toBeGreaterThan(10);
    await enqueue(db(), 'sweep', {}, { key: 'app-role' });
    const jobs = await client.query(`SELECT FROM graphile_worker.jobs WHERE "key" = 'app-role'`);
    expect(jobs.rowCount).toBe(1);
  });

  it.each([
    'CREATE TABLE "Loot" (x int)',
    'ALTER TABLE "User" ADD COLUMN x int',
    'DROP TABLE "Transaction"',
    'TRUNCATE "Transaction"',
    'ALTER TABLE "AuditEntry" DISABLE TRIGGER ALL',
    'DROP TRIGGER audit_keep_entry ON "AuditEntry"',
    `SET session_replication_role = 'replica'`,
    'DELETE FROM "_prisma_migrations"',
    `COPY (SELECT 1) TO PROGRAM 'true'`,
    `COPY (SELECT 1) TO '/tmp/plumbline-loot'`,
    `SELECT pg_read_file('/etc/passwd')`,
    'CREATE ROLE somebody',
    'CREATE DATABASE loot',
    "ALTER SYSTEM SET log_statement = 'all'",
    'CREATE EXTENSION dblink',
  ])('cannot %s', async (sql) => {
    await expect(client.query(sql)).rejects.toMatchObject({ code: '42501' });
  });

  it('has another password at every start', async () => {
    expect(first).not.toBe(url);
    const late = new pg.Client({ connectionString: first });
    await expect(late.connect()).rejects.toMatchObject({ code: '28P01' });
  });
});

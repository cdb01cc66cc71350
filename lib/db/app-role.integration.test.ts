import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enqueue } from '#lib/jobs/enqueue';
import { createHousehold } from '#lib/testing/household';
import { createAppRole, grantAppRole } from './app-role.ts';
import { closeDb, db, openDb } from './client.ts';
import { applyMigrations } from './migrate.ts';

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

const as = (name: string, password: string): string => {
  const at = new URL(ownerUrl);
  [at.username, at.password] = [name, password];
  return at.href;
};

async function ask(connectionString: string, sql: string): Promise<pg.QueryResult> {
  const asker = new pg.Client({ connectionString });
  await asker.connect();
  try {
    return await asker.query(sql);
  } finally {
    await asker.end();
  }
}

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

describe('a role in a database of one’s own', () => {
  const name = 'Money & more';
  afterAll(async () => {
    await ask(ownerUrl, `DROP OWNED BY "${name}"; DROP ROLE "${name}"`);
  });

  it('is made, works, and takes the next password', async () => {
    await grantAppRole(ownerUrl, as(name, 'a/b@c:ü?'));
    const next = as(name, 'another one');
    const readsAll = `SELECT count(*)::int AS n FROM graphile_worker.jobs WHERE "key" = 'app-role'`;
    expect((await ask(as(name, 'a/b@c:ü?'), readsAll)).rows).toEqual([{ n: 1 }]);
    await grantAppRole(ownerUrl, next);
    await expect(ask(as(name, 'a/b@c:ü?'), readsAll)).rejects.toMatchObject({ code: '28P01' });
    expect((await ask(next, readsAll)).rows).toEqual([{ n: 1 }]);
    await expect(ask(next, 'CREATE TABLE "Loot" (x int)')).rejects.toMatchObject({ code: '42501' });
    await expect(ask(next, 'TRUNCATE "Transaction"')).rejects.toMatchObject({ code: '42501' });
  });

  it.each([
    ['is the owner', null],
    ['is a superuser', 'SUPERUSER'],
    ['may make databases', 'CREATEDB'],
    ['passes over row security', 'BYPASSRLS'],
  ])('is refused where it %s', async (_, right) => {
    const mighty = 'plumbline_mighty';
    if (right === null) {
      await expect(grantAppRole(ownerUrl, ownerUrl)).rejects.toThrow(/Nothing was changed/);
      return;
    }
    await ask(ownerUrl, `CREATE ROLE ${mighty} LOGIN ${right}`);
    try {
      await expect(grantAppRole(ownerUrl, as(mighty, 'x'))).rejects.toThrow(/Nothing was changed/);
      const sql = `SELECT FROM pg_roles WHERE rolname = '${mighty}' AND rolcanlogin`;
      expect((await ask(ownerUrl, sql)).rowCount).toBe(1);
    } finally {
      await ask(ownerUrl, `DROP ROLE ${mighty}`);
    }
  });

  it('gets its rights from an owner who may neither make nor change roles', async () => {
    const [owner, app] = ['plumbline_owner', 'plumbline_given'];
    await ask(
      ownerUrl,
      `CREATE ROLE ${owner} LOGIN PASSWORD 'owner'; CREATE ROLE ${app} LOGIN PASSWORD 'given'`,
    );
    await ask(ownerUrl, `CREATE DATABASE owned OWNER ${owner}`);
    const [owned, given] = [new URL(as(owner, 'owner')), new URL(as(app, 'given'))];
    owned.pathname = '/owned';
    given.pathname = '/owned';
    try {
      await applyMigrations(owned.href);
      await grantAppRole(owned.href, given.href);
      await grantAppRole(owned.href, given.href);
      expect((await ask(given.href, 'SELECT FROM graphile_worker.jobs')).rowCount).toBe(0);
      const grab = ask(given.href, 'DROP TABLE "Transaction"');
      await expect(grab).rejects.toMatchObject({ code: '42501' });
      await expect(grantAppRole(given.href, owned.href)).rejects.toThrow();
    } finally {
      await ask(ownerUrl, 'DROP DATABASE owned');
      await ask(ownerUrl, `DROP ROLE ${owner}; DROP ROLE ${app}`);
    }
  });
});

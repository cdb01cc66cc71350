import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { db } from '#lib/db/client';
import { connectForTables } from '#lib/db/copy-tables';
import { createDrillRole } from '#lib/db/drill-role';
import { env, requireEnv } from '#lib/env';
import { requestSync } from '#lib/sync/request-sync';
import { createLinkedHousehold, type LinkedItem, type TestHousehold } from '#lib/testing/household';
import { findDrillDue, isBackupDue } from './find-due.ts';
import { makeBackup } from './make-backup.ts';
import { runDrill } from './prove-backup.ts';
import { readBackups } from './queries.ts';
import { runBackup } from './run-backup.ts';

const liveUrl = requireEnv('DATABASE_URL');
const key = { id: 'test', bytes: randomBytes(32) };
const drillRole = `drill_${randomBytes(4).toString('hex')}`;
let dir: string;
let drillUrl: string;
let owner: TestHousehold;
let item: LinkedItem;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'plumbline-drills-'));
  drillUrl = await createDrillRole(liveUrl, drillRole);
  ({ owner, item } = await createLinkedHousehold());
  await db().user.update({ where: { id: owner.userId }, data: { operator: true } });
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));
beforeEach(async () => {
  use({});
  await db().backup.deleteMany();
  await db().mail.deleteMany();
});

function use(settings: Partial<ReturnType<typeof env>['backups']>): void {
  const usual = { keys: [key], folder: dir, bucket: null, intervalHours: 24, keepDays: 30 };
  Object.assign(env(), { backups: { ...usual, drillUrl, ...settings } });
}

const age = (hours: number) =>
  db().$executeRaw`
    UPDATE "Backup" SET "startedAt" = "startedAt" - make_interval(hours => ${hours}),
      "drilledAt" = "drilledAt" - make_interval(hours => ${hours}),
      "toldAt" = "toldAt" - make_interval(hours => ${hours})`;

const newest = () => db().backup.findFirstOrThrow({ orderBy: { name: 'desc' } });
const subjects = async () => (await db().mail.findMany()).map(({ subject }) => subject);

async function listScratch(): Promise<number> {
  const found = await db().$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM pg_database WHERE datdba = ${drillRole}::text::regrole`;
  return found[0]?.n ?? -1;
}

describe('the schedule', () => {
  beforeAll(
    () => db().$executeRaw`
    UPDATE "_prisma_migrations" SET "finished_at" = "finished_at" - interval '2 hours'`,
  );

  it('makes one a day, and waits an hour after one that failed', async () => {
    expect(await isBackupDue()).toBe(true);
    await runBackup(() => false);
    expect((await newest()).state).toBe('done');
    expect(await isBackupDue()).toBe(false);
    await age(23);
    expect(await isBackupDue()).toBe(false);
    await age(1);
    expect(await isBackupDue()).toBe(true);
    await db().backup.updateMany({ data: { state: 'failed', startedAt: new Date() } });
    expect(await isBackupDue()).toBe(false);
    await age(1);
    expect(await isBackupDue()).toBe(true);
  });

  it('makes none where it is switched off, without a key, or for an installation that is an hour old', async () => {
    use({ intervalHours: 0 });
    expect(await isBackupDue()).toBe(false);
    use({ keys: [] });
    expect(await isBackupDue()).toBe(false);
    use({});
    const hours = (n: number) => db().$executeRaw`
      UPDATE "_prisma_migrations" SET "finished_at" = "finished_at" + make_interval(hours => ${n})`;
    await hours(2);
    expect(await isBackupDue()).toBe(false);
    await hours(-2);
    expect(await isBackupDue()).toBe(true);
  });

  it('tells operators of a failure, once a day, and keeps trying', async () => {
    use({ folder: '/dev/null/nowhere' });
    await runBackup(() => false);
    await age(2);
    await runBackup(() => false);
    expect(await db().backup.count({ where: { state: 'failed' } })).toBe(2);
    const [mail, ...more] = await db().mail.findMany();
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ subject: 'No backup could be made' });
    expect(mail?.text).toContain('There is no good one yet.');
    await age(24);
    await runBackup(() => false);
    expect(await subjects()).toHaveLength(2);
  });

  it('says nothing of one that a restart cut short', async () => {
    await runBackup(() => true);
    expect((await newest()).state).toBe('failed');
    expect(await subjects()).toEqual([]);
  });
});

describe('a drill', () => {
  it('proves the newest backup, once a day, and leaves no database behind', async () => {
    // Owed, with an alarm that is in no backup.
    await db().$transaction((tx) => requestSync(tx, item, 'sweep'));
    await db().item.updateMany({ data: { lastAttemptAt: new Date(Date.now() - 3_600_000) } });
    await makeBackup(liveUrl);
    const { name } = await makeBackup(liveUrl);
    expect(await findDrillDue()).toMatchObject({ name });
    await runDrill();
    const row = await newest();
    expect(row).toMatchObject({ name, drillError: null });
    expect(Date.now() - (row.provenAt?.getTime() ?? 0)).toBeLessThan(60_000);
    expect(await listScratch()).toBe(0);
    expect(await findDrillDue()).toBeNull();
    await age(20);
    expect(await findDrillDue()).toMatchObject({ name });
    expect(await readBackups()).toMatchObject({
      items: [{ name, provenAt: row.provenAt?.toISOString(), drillError: null }, {}],
      lastProvenAt: row.provenAt?.toISOString(),
    });
    expect(await subjects()).toEqual([]);
  });

  it('notices what would come back broken, and says so', async () => {
    const { householdId } = item;
    const some = await db().transaction.findFirstOrThrow({ where: { householdId } });
    const at = { where: { householdId_id: { householdId, id: some.id } } };
    await db().transaction.update({ ...at, data: { note: 'whose?' } });
    await makeBackup(liveUrl);
    await db().transaction.update({ ...at, data: { note: null } });
    await runDrill();
    expect(await newest()).toMatchObject({
      provenAt: null,
      drillError: expect.stringContaining(`Transaction ${some.id}`),
    });
    expect(await subjects()).toEqual(['A backup could not be proven']);
    expect(await listScratch()).toBe(0);
  });

  it('notices a backup that is gone, or that was changed', async () => {
    const { name } = await makeBackup(liveUrl);
    rmSync(join(dir, name, 'part-000000'));
    await runDrill();
    expect((await newest()).drillError).toContain('part-000000 of 1 parts is missing');
  });

  it('says so where there is nowhere to restore to', async () => {
    await makeBackup(liveUrl);
    const role = `plain_${randomBytes(4).toString('hex')}`;
    const plain = new URL(liveUrl);
    [plain.username, plain.password] = [role, 'plain'];
    await db().$executeRawUnsafe(`CREATE ROLE ${role} LOGIN PASSWORD 'plain'`);
    const direct = env().DIRECT_DATABASE_URL;
    Object.assign(env(), { DIRECT_DATABASE_URL: plain.href });
    use({ drillUrl: null });
    await runDrill();
    expect((await newest()).drillError).toContain('Set BACKUP_DRILL_DATABASE_URL');
    expect(await subjects()).toEqual([]);
    Object.assign(env(), { DIRECT_DATABASE_URL: direct });

    // One that was made for it will do, and is empty again afterwards.
    const made = `drill_${randomBytes(4).toString('hex')}`;
    await db().$executeRawUnsafe(`CREATE DATABASE ${made} OWNER ${role}`);
    plain.pathname = `/${made}`;
    use({ drillUrl: plain.href });
    await age(20);
    await runDrill();
    expect(await newest()).toMatchObject({ drillError: null, provenAt: expect.any(Date) });
    const connection = await connectForTables(plain.href);
    const tables = `SELECT FROM pg_tables WHERE schemaname = 'public'`;
    expect(await connection.rows(tables)).toEqual([]);
    await connection.end();

    // Never the live one.
    plain.pathname = new URL(liveUrl).pathname;
    await db().$executeRawUnsafe(`GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${role}`);
    use({ drillUrl: plain.href });
    await age(20);
    await runDrill();
    expect((await newest()).drillError).toContain('is not empty');
    await db().$executeRawUnsafe(`DROP OWNED BY ${role}`);
    await db().$executeRawUnsafe(`DROP DATABASE ${made}`);
    await db().$executeRawUnsafe(`DROP ROLE ${role}`);
  });
});

import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { requireEnv } from '#lib/env';
import { createHousehold } from '#lib/testing/household';
import { db } from './client.ts';
import { applyMigrations } from './migrate.ts';
import { migrationsDir } from './migrate-status.ts';

const url = requireEnv('DATABASE_URL');
const name = '29990101000000_drop_what_is_there';
let dir: string;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'plumbline-destructive-'));
  cpSync(migrationsDir, dir, { recursive: true });
  mkdirSync(join(dir, name));
  writeFileSync(join(dir, name, 'migration.sql'), 'ALTER TABLE "Tag" DROP COLUMN "name";\n');
  await createHousehold();
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));
beforeEach(() => db().backup.deleteMany());

const isThere = async () =>
  (
    await db().$queryRaw<unknown[]>`
      SELECT FROM information_schema.columns WHERE table_name = 'Tag' AND column_name = 'name'`
  ).length === 1;

const backUp = (state: 'done' | 'failed', hoursAgo: number) => {
  const startedAt = new Date(Date.now() - hoursAgo * 3_600_000);
  return db().backup.create({ data: { id: randomUUID(), name: randomUUID(), state, startedAt } });
};

it('an upgrade that takes data away is refused without a backup of the last day', async () => {
  const refused =
    /deletes or rewrites data .*drops a column.*Nothing was changed.*\n.*npm run backup/;
  await expect(applyMigrations(url, { dir })).rejects.toThrow(refused);
  await backUp('done', 25);
  await backUp('failed', 1);
  await expect(applyMigrations(url, { dir })).rejects.toThrow(refused);
  expect(await isThere()).toBe(true);
});

it('an upgrade that takes nothing away asks for none', async () => {
  expect(await applyMigrations(url)).toEqual([]);
});

it('with a backup of the last day it goes on', async () => {
  await backUp('done', 23);
  expect(await applyMigrations(url, { dir })).toEqual([name]);
  expect(await isThere()).toBe(false);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findContractions, readContractNote } from './expand-only.ts';
import { listMigrationNames, migrationsDir } from './migrate-status.ts';

/** The last migration of before there were releases that could run beside each other. */
const baseline = '20261122120616_pack_income';

const names = listMigrationNames();
const read = (name: string) => readFileSync(join(migrationsDir, name, 'migration.sql'), 'utf8');

describe('every migration', () => {
  it.each(names.filter((name) => name > baseline))('%s lets the release before run on', (name) => {
    const sql = read(name);
    const since = readContractNote(sql);
    if (since === null) return expect(findContractions(sql)).toEqual([]);
    // What a release stopped using a later one may take away, not the same.
    expect(names).toContain(since);
    expect(since < name).toBe(true);
  });

  it('is counted from a baseline that is there', () => {
    expect(names).toContain(baseline);
  });

  it('of before shows that the rules find something', () => {
    const found = names
      .filter((name) => name <= baseline)
      .flatMap((name) => findContractions(read(name)));
    expect(found.length).toBeGreaterThan(20);
  });
});

describe('what the release before cannot live with', () => {
  it.each([
    ['takes away', 'DROP TABLE "Tag"'],
    ['takes away', 'ALTER TABLE "Rule" DROP COLUMN "since",\nADD COLUMN "x" INT'],
    ['takes away', 'DROP VIEW "EffectiveLine"'],
    ['renames', 'ALTER TABLE "Tag" RENAME COLUMN "name" TO "title"'],
    ['renames', 'ALTER TABLE "Tag" RENAME TO "Label"'],
    ['renames', `ALTER TYPE "Role" RENAME VALUE 'viewer' TO 'reader'`],
    [
      'does not fill',
      'ALTER TABLE "Tag" ADD COLUMN     "a" INT DEFAULT 1,\nADD COLUMN "b" INT NOT NULL',
    ],
    ['takes', 'ALTER TABLE "Tag" ALTER COLUMN "name" SET NOT NULL'],
    ['takes', 'ALTER TABLE "Tag" ALTER COLUMN "name" SET DATA TYPE VARCHAR(10)'],
    ['takes', 'ALTER TABLE "Tag" ALTER COLUMN "name" DROP DEFAULT'],
    ['refuses', 'ALTER TABLE "Tag" ADD CONSTRAINT "short" CHECK (length("name") < 9)'],
    [
      'refuses',
      'ALTER TABLE "Tag" ADD CONSTRAINT "k" FOREIGN KEY ("householdId", "x") REFERENCES "Y"("householdId", "id")',
    ],
    ['refuses', 'CREATE UNIQUE INDEX "k" ON "Tag" ("householdId", "name")'],
    ['takes away', `-- A person's.\nDROP TABLE "Tag"; -- Another's.`],
    ['nobody can write', 'CREATE INDEX "k" ON "Tag" ("householdId", "name")'],
  ])('%s: %s', (says, sql) => {
    expect(findContractions(`-- About it.\n${sql};\n`).join()).toContain(says);
  });

  it.each([
    'CREATE TABLE "New" ("a" INT NOT NULL); CREATE INDEX "n" ON "New" ("a"); ALTER TABLE "New" ADD CONSTRAINT "c" CHECK ("a" > 0)',
    'ALTER TABLE "Tag" ADD COLUMN "a" INT, ADD COLUMN "b" INT NOT NULL DEFAULT 0',
    'ALTER TABLE "Tag" ADD COLUMN "a" INT; ALTER TABLE "Tag" ADD CONSTRAINT "c" CHECK ("a" > 0)',
    'ALTER TABLE "Tag" ADD COLUMN "a" UUID; ALTER TABLE "Tag" ADD CONSTRAINT "k" FOREIGN KEY ("householdId", "a") REFERENCES "Y"("householdId", "id")',
    'DROP VIEW "EffectiveLine"; CREATE VIEW "EffectiveLine" AS SELECT 1',
    'CREATE OR REPLACE FUNCTION f() RETURNS void LANGUAGE sql AS $$ DROP TABLE "Tag"; $$',
    `-- A person's.\nSELECT 1; -- Another's.`,
    `COMMENT ON TABLE "Tag" IS 'DROP TABLE "Tag"; '; -- DROP TABLE "Tag";`,
    'CREATE INDEX CONCURRENTLY "k" ON "Tag" ("householdId", "name")',
    `ALTER TYPE "Role" ADD VALUE 'guest'`,
    'ALTER TABLE "Tag" ALTER COLUMN "name" DROP NOT NULL',
  ])('is not %s', (sql) => {
    expect(findContractions(sql)).toEqual([]);
  });

  it('may be taken away by a later release that says since when nothing uses it', () => {
    const sql = '-- contract: since 20261122120616_pack_income\nDROP TABLE "Tag";';
    expect(readContractNote(sql)).toBe('20261122120616_pack_income');
    expect(readContractNote('DROP TABLE "Tag";')).toBeNull();
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findDestruction } from './destructive.ts';
import { listMigrationNames, migrationsDir } from './migrate-status.ts';

describe('a migration takes data away', () => {
  it.each([
    ['DROP TABLE "Tag";', 'drops a table'],
    ['drop table if exists tag', 'drops a table'],
    ['CREATE INDEX "i" ON "A" ("b");\n\nDROP TABLE "Tag"', 'drops a table'],
    ['DROP SCHEMA old CASCADE', 'drops a table'],
    ['ALTER TABLE "Rule" DROP COLUMN "since",\nADD COLUMN "x" INT', 'drops a column'],
    ['ALTER TABLE "Rule" ADD COLUMN "x" INT, DROP "since"', 'drops a column'],
    ['ALTER TABLE "Rule" DROP CONSTRAINT "c", DROP COLUMN "since"', 'drops a column'],
    ['ALTER TABLE "T" ALTER COLUMN "a" SET DATA TYPE JSON', 'changes the type of a column'],
    ['ALTER TABLE "T" ALTER "a b" TYPE int USING 0', 'changes the type of a column'],
    ['TRUNCATE "T"', 'empties a table'],
    ['DELETE FROM "T" WHERE true', 'deletes rows'],
    ['WITH old AS (SELECT 1) DELETE FROM "T" USING old', 'deletes rows'],
    ['DO $$ BEGIN DELETE FROM "T"; END $$', 'deletes in a block'],
    [
      '-- destructive: writes over every note\nUPDATE "T" SET "note" = NULL',
      'writes over every note',
    ],
    ['-- destructive\nSELECT 1', 'says that it is destructive'],
  ])('%s', (sql, what) => {
    expect(findDestruction(sql)).toBe(what);
  });
});

describe('a migration takes nothing away', () => {
  it.each([
    'CREATE TABLE "T" ("droppedAt" TIMESTAMPTZ)',
    'CREATE TYPE "T" AS ENUM (\'a\')',
    'DROP INDEX "T_idx"; DROP VIEW "V"; DROP TRIGGER t ON "T"; DROP FUNCTION f',
    'ALTER TABLE "T" ALTER COLUMN "a" DROP NOT NULL, ALTER COLUMN "b" DROP DEFAULT',
    'ALTER TABLE "T" DROP CONSTRAINT "T_fkey", ADD CONSTRAINT "x" CHECK ("a" > 0)',
    'ALTER TYPE "K" ADD VALUE \'income\'',
    'CREATE FUNCTION f() RETURNS trigger AS $$ BEGIN DELETE FROM "T"; RETURN OLD; END $$ LANGUAGE plpgsql',
    'CREATE TRIGGER t BEFORE TRUNCATE ON "T" EXECUTE FUNCTION f()',
    'ALTER TABLE "T" ADD FOREIGN KEY ("a") REFERENCES "U" ("id") ON DELETE CASCADE',
    '-- DROP TABLE "T";\n/* TRUNCATE "T" */ SELECT \'DELETE FROM x; DROP TABLE y\'',
    'UPDATE "T" SET "a" = "b" WHERE "a" IS NULL',
    'COMMENT ON TABLE "T" IS \'nothing destructive\'',
  ])('%s', (sql) => {
    expect(findDestruction(sql)).toBeNull();
  });
});

it('finds those of this project that did', () => {
  const found = listMigrationNames().filter((name) =>
    findDestruction(readFileSync(join(migrationsDir, name, 'migration.sql'), 'utf8')),
  );
  expect(found.filter((name) => name < '20261122140318')).toEqual([
    '20261121203009_transaction_plaid_as_text',
    '20261121221910_rules_for_history',
    '20261122012600_parts_that_count',
  ]);
});

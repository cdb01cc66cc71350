import { beforeEach, expect, it, vi } from 'vitest';
import { db } from './client.ts';
import type { CopyRow } from './copy-format.ts';
import { copyRows } from './copy-rows.ts';
import { newId } from './ids.ts';

const columns = {
  id: 'bigint',
  uuid: 'uuid',
  text: 'text',
  flag: 'boolean',
  day: 'date',
  json: 'json',
} as const;
type Row = CopyRow<typeof columns>;
const rowOf = (given: Partial<Row>): Row => ({
  id: 1,
  uuid: null,
  text: '',
  flag: false,
  day: null,
  json: null,
  ...given,
});

const asGiven = (row: Row) => row;
const copy = (rows: Row[]) =>
  db().$transaction((tx) => copyRows(tx, '"Copied"', columns, rows, asGiven));
const readAll = () => db().$queryRaw<Row[]>`
  SELECT "id", "uuid", "text", "flag", "day"::text AS "day", "json"::text AS "json"
  FROM "Copied" ORDER BY "id"`;

beforeEach(async () => {
  await db().$executeRaw`DROP TABLE IF EXISTS "Copied"`;
  await db().$executeRaw`
    CREATE TABLE "Copied" ("id" bigint PRIMARY KEY, "uuid" uuid, "text" text, "flag" boolean,
      "day" date, "json" json)`;
});

it('brings every text over as it is, but for U+0000', async () => {
  const texts = [
    '',
    '\\N',
    'a\tb\nc\rd\\e',
    '\\.',
    'Zürich ✓ 😀',
    '\'; DROP TABLE "Copied"',
    'x\0y',
  ];
  await copy(texts.map((text, id) => rowOf({ id, text })));
  const expected = texts.map((text) => text.replace('\0', ''));
  expect((await readAll()).map(({ text }) => text)).toEqual(expected);
});

it('keeps null apart from empty, and JSON to the letter', async () => {
  const json = JSON.stringify({ b: 'q"\\\n', a: [1.5, true] });
  await copy([rowOf({ text: null, flag: true, json })]);
  expect(await readAll()).toEqual([{ ...rowOf({ text: null, flag: true, json }), id: 1n }]);
});

it('brings ids, days and numbers over at both ends of what they can be', async () => {
  const numbers = [Number.MIN_SAFE_INTEGER, -(2 ** 32), -1, 0, 2 ** 31, Number.MAX_SAFE_INTEGER];
  const days = ['0001-01-01', '1969-12-31', '1999-12-31', '2000-02-29', '2026-11-21', '9999-12-31'];
  const rows = numbers.map((id, index) => {
    return rowOf({ id, uuid: newId(), day: days[index] ?? null });
  });
  await copy(rows);
  expect(await readAll()).toEqual(rows.map((row) => ({ ...row, id: BigInt(row.id ?? 0) })));
});

it.each([
  ['an id', { uuid: 'not-an-id' }],
  ['a day', { day: '2026-13-01' }],
  ['a whole number', { id: 0.5 }],
])('refuses what is not %s', async (_, wrong) => {
  await expect(copy([rowOf(wrong)])).rejects.toThrow();
  expect(await readAll()).toEqual([]);
});

it('belongs to its transaction, and a refused row refuses all', async () => {
  await expect(copy([rowOf({ id: 1 }), rowOf({ id: 2 }), rowOf({ id: 1 })])).rejects.toThrow(
    /Copied/,
  );
  const rolledBack = db().$transaction(async (tx) => {
    await copyRows(tx, '"Copied"', columns, [rowOf({ id: 3 })], asGiven);
    throw new Error('no');
  });
  await expect(rolledBack).rejects.toThrow('no');
  expect(await readAll()).toEqual([]);
  await copy([rowOf({ id: 4 })]);
  expect(await readAll()).toHaveLength(1);
});

it('leaves nothing of rows of which one cannot be made, and the connection usable', async () => {
  const failing = (id: number) => {
    if (id === 5_000) throw new Error('not a row');
    return rowOf({ id, text: 'x'.repeat(500) });
  };
  const ids = Array.from({ length: 6_000 }, (_, id) => id);
  for (let attempt = 0; attempt < 12; attempt += 1) {
    const copied = db().$transaction((tx) => copyRows(tx, '"Copied"', columns, ids, failing));
    await expect(copied).rejects.toThrow('not a row');
  }
  expect(await readAll()).toEqual([]);
});

it('stops sending when PostgreSQL refuses a row early on', async () => {
  const rows = Array.from({ length: 20_000 }, (_, id) =>
    rowOf({ id: id % 10, text: 'x'.repeat(500) }),
  );
  for (let attempt = 0; attempt < 12; attempt += 1) {
    await expect(copy(rows)).rejects.toThrow(/duplicate key/);
  }
  expect(await readAll()).toEqual([]);
});

it('takes a row that is larger than a message to PostgreSQL', async () => {
  const text = 'ü'.repeat(300_000);
  await copy([rowOf({ id: 1 }), rowOf({ id: 2, text }), rowOf({ id: 3, text: 'z' })]);
  expect((await readAll()).map((row) => row.text)).toEqual(['', text, 'z']);
});

it('takes more rows than a message to PostgreSQL holds at once', async () => {
  const rows = Array.from({ length: 20_000 }, (_, id) => rowOf({ id, text: 'x'.repeat(200) }));
  await copy(rows);
  expect(await db().$queryRaw`SELECT count(*)::int AS n FROM "Copied"`).toEqual([{ n: 20_000 }]);
});

it('copies through a client that another bundle of the app opened', async () => {
  await copy([rowOf({ id: 1 })]);
  vi.resetModules();
  const other = await import('./copy-rows.ts');
  await db().$transaction((tx) =>
    other.copyRows(tx, '"Copied"', columns, [rowOf({ id: 2 })], asGiven),
  );
  expect((await readAll()).map(({ id }) => id)).toEqual([1n, 2n]);
});

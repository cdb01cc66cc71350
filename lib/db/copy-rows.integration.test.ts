import { beforeEach, expect, it } from 'vitest';
import { db } from './client.ts';
import { copyRows } from './copy-rows.ts';

type Row = { id: number; text: string | null; flag: boolean; json: string | null };
const columns = ['id', 'text', 'flag', 'json'] as const;
const rowOf = (given: Partial<Row>): Row => ({
  id: 1,
  text: '',
  flag: false,
  json: null,
  ...given,
});

const asGiven = (row: Row) => row;
const copy = (rows: Row[]) =>
  db().$transaction((tx) => copyRows(tx, '"Copied"', columns, rows, asGiven));
const readAll = () => db().$queryRaw<Row[]>`SELECT * FROM "Copied" ORDER BY "id"`;

beforeEach(async () => {
  await db().$executeRaw`DROP TABLE IF EXISTS "Copied"`;
  await db().$executeRaw`
    CREATE TABLE "Copied" ("id" int PRIMARY KEY, "text" text, "flag" boolean, "json" jsonb)`;
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

it('keeps null apart from empty, and JSON whole', async () => {
  const json = JSON.stringify({ a: 'q"\\\n', b: [1.5, true] });
  await copy([rowOf({ text: null, flag: true, json })]);
  expect(await readAll()).toEqual([{ id: 1, text: null, flag: true, json: JSON.parse(json) }]);
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

it('takes more rows than a message to PostgreSQL holds at once', async () => {
  const rows = Array.from({ length: 20_000 }, (_, id) => rowOf({ id, text: 'x'.repeat(200) }));
  await copy(rows);
  expect(await db().$queryRaw`SELECT count(*)::int AS n FROM "Copied"`).toEqual([{ n: 20_000 }]);
});

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const schema = readFileSync('prisma/schema.prisma', 'utf8');
const page = readFileSync('docs/data.md', 'utf8');

/** Each table with its columns. */
const tables = new Map(
  [...schema.matchAll(/^model (\w+) \{([\s\S]*?)^\}/gm)].map(([, name = '', body = '']) => [
    name,
    new Set([...body.matchAll(/^ {2}(\w+) /gm)].map(([, column]) => column)),
  ]),
);
/** `Table` and `Table.column`; settings are in capitals. */
const named = [...page.matchAll(/`([A-Z][a-z]\w*)(?:\.(\w+))?`/g)];

it('docs/data.md says of every table what it keeps', () => {
  const told = new Set(named.map(([, table]) => table));
  expect([...tables.keys()].filter((table) => !told.has(table))).toEqual([]);
});

it('docs/data.md names no table and no column that is not there', () => {
  const wrong = named.filter(
    ([, table = '', column]) => !tables.has(table) || (column && !tables.get(table)?.has(column)),
  );
  expect(wrong.map(([text]) => text)).toEqual([]);
});

it('docs/data.md names every sealed column', () => {
  const sealed = [...tables].flatMap(([table, columns]) =>
    [...columns]
      .filter((column) => column?.endsWith('Sealed'))
      .map((column) => `${table}.${column}`),
  );
  expect(sealed.filter((column) => !page.includes(`\`${column}\``))).toEqual([]);
});

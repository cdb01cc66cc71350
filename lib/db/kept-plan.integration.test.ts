import { afterEach, expect, it } from 'vitest';
import { requireEnv } from '#lib/env';
import { closeDb, db, openDb, Prisma } from './client.ts';
import { keptPlan, nameStatement } from './kept-plan.ts';

afterEach(closeDb);

const marked = Prisma.sql`${keptPlan} SELECT ${1}::int AS "asked"`;
const unmarked = Prisma.sql`SELECT ${1}::int AS "asked"`;

/** The texts that the connection has kept after a statement ran on it. */
async function keptAfter(statement: Prisma.Sql): Promise<string[]> {
  return db().$transaction(async (tx) => {
    await tx.$queryRaw(statement);
    const rows = await tx.$queryRaw<{ statement: string }[]>`
      SELECT "statement" FROM pg_prepared_statements`;
    return rows.map((row) => row.statement);
  });
}

it('is kept by a connection of our own', async () => {
  expect(await keptAfter(unmarked)).toEqual([]);
  expect(await keptAfter(marked)).toEqual([marked.text]);
});

it('is not kept past a pooler, whose next statement may meet another connection', async () => {
  await closeDb();
  openDb(`${requireEnv('DATABASE_URL')}?application_name=pooler`);
  expect(await keptAfter(marked)).toEqual([]);
});

it('has one name for one text', () => {
  const name = nameStatement({ sql: marked.text });
  expect(name).toMatch(/^kept_[0-9a-f]{32}$/);
  expect(nameStatement({ sql: marked.text })).toBe(name);
  expect(nameStatement({ sql: `${marked.text} ` })).not.toBe(name);
  expect(nameStatement({ sql: unmarked.text })).toBe('');
});

it('keeps only so many, whatever is marked', () => {
  const names = Array.from({ length: 1_000 }, (_, index) =>
    nameStatement({ sql: `${marked.text} -- ${index}` }),
  );
  expect(names[0]).not.toBe('');
  expect(names.at(-1)).toBe('');
});

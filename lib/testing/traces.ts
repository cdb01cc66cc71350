import { db } from '#lib/db/client';

const uuid = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g;

type Column = { schema: string; table: string; name: string; type: string };

/** Every column that can hold text, ids, JSON or bytes, of every table there is, the queue's too. */
function listColumns(): Promise<Column[]> {
  return db().$queryRaw<Column[]>`
    SELECT n.nspname AS "schema", c.relname AS "table", a.attname AS "name", t.typname AS "type"
    FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_type t ON t.oid = a.atttypid
    WHERE n.nspname IN ('public', 'graphile_worker') AND a.attnum > 0 AND NOT a.attisdropped
      AND t.typname IN ('text', '_text', 'varchar', 'json', 'jsonb', 'uuid', '_uuid', 'bytea')`;
}

/** Where any of these is found in the database: `Table.column: word`. */
export async function findTraces(words: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const { schema, table, name, type } of await listColumns()) {
    const text = type === 'bytea' ? `encode("${name}", 'escape')` : `"${name}"::text`;
    const rows = await db().$queryRawUnsafe<{ word: string }[]>(
      `SELECT DISTINCT w AS "word" FROM "${schema}"."${table}", unnest($1::text[]) w
       WHERE strpos(${text}, w) > 0 LIMIT 5`,
      words,
    );
    found.push(...rows.map(({ word }) => `${schema}.${table}.${name}: ${word}`));
  }
  return found;
}

/** Every id in the rows of a household: its own, its members', its rows'. */
export async function listIds(householdId: string): Promise<string[]> {
  const tables = new Set(
    (await listColumns())
      .filter(({ schema, name }) => schema === 'public' && name === 'householdId')
      .map(({ table }) => table),
  );
  const ids = new Set<string>();
  for (const table of tables) {
    const rows = await db().$queryRawUnsafe<{ row: string }[]>(
      `SELECT to_jsonb(t)::text AS "row" FROM "${table}" t WHERE "householdId" = $1::uuid`,
      householdId,
    );
    for (const { row } of rows) for (const id of row.match(uuid) ?? []) ids.add(id);
  }
  return [...ids];
}

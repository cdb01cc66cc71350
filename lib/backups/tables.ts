import 'server-only';
import type { TableConnection } from '#lib/db/copy-tables';

/** Tables that are not copied, each with its reason. */
const leftTables: Readonly<Record<string, string>> = {
  _prisma_migrations: 'the manifest names the migrations, and a restore applies them',
};

/*
 * The queue's tables lie in a schema of their own and are not copied: a job is only an alarm, and the sweep
 * finds whatever an alarm was lost for. Those of a dead worker would be locked, and what they point at may
 * be over.
 */

export type TableShape = {
  name: string;
  /** In their order; a generated one is none. */
  columns: string[];
  /** SQL that puts its rows into the same order everywhere. */
  order: string;
};

/** Every table that is copied, by the database's own catalogue, so that none can be forgotten. */
export async function listTables({ rows }: TableConnection): Promise<TableShape[]> {
  const tables = await rows<TableShape>(`
    SELECT c.relname AS "name",
      ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0
        AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum) AS "columns",
      COALESCE((SELECT string_agg(quote_ident(a.attname) ||
          -- Collations differ between servers; bytes do not.
          CASE WHEN a.attcollation <> 0 THEN ' COLLATE "C"' ELSE '' END, ', ' ORDER BY u.o)
        FROM pg_index x, unnest(x.indkey::int[]) WITH ORDINALITY AS u(n, o), pg_attribute a
        WHERE x.indrelid = c.oid AND x.indisprimary AND a.attrelid = c.oid AND a.attnum = u.n),
        't::text COLLATE "C"') AS "order"
    FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
      AND c.relpersistence <> 't' AND NOT c.relispartition
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass
        AND d.objid = c.oid AND d.deptype = 'e')
    ORDER BY c.relname COLLATE "C"`);
  return tables.filter(({ name }) => !Object.hasOwn(leftTables, name));
}

export type SequenceState = { name: string; lastValue: string; isCalled: boolean };

export async function readSequences({ rows }: TableConnection): Promise<SequenceState[]> {
  const found = await rows<{ name: string }>(`
    SELECT c.relname AS "name" FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'S'
    ORDER BY c.relname COLLATE "C"`);
  const states: SequenceState[] = [];
  for (const { name } of found) {
    const [state] = await rows<Omit<SequenceState, 'name'>>(
      `SELECT last_value::text AS "lastValue", is_called AS "isCalled" FROM ${quote(name)}`,
    );
    if (state) states.push({ name, ...state });
  }
  return states;
}

/** The rows of a table as COPY prints them, in an order that does not depend on where they lie. */
export function copyOutOf({ name, columns, order }: TableShape): string {
  const list = columns.map(quote).join(', ');
  return `COPY (SELECT ${list} FROM public.${quote(name)} t ORDER BY ${order}) TO STDOUT`;
}

/** A name as SQL writes it. */
export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

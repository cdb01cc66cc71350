import 'server-only';
import type { Snapshot } from '#lib/db/read-only';
import { type TableName, type TablePlan, tablePlans } from './tables.ts';

export type Column = {
  name: string;
  /** PostgreSQL's name of it: text, int8, jsonb … */
  type: string;
  /** Its place in the primary key; null when it is not in it. */
  keyPlace: number | null;
};

/** A table as archives have it. */
export type TableColumns = {
  /** What an import brings back. */
  restored: Column[];
  /** What is there to be read alone. */
  readOnly: Column[];
  order: string;
};

type Given = Exclude<TablePlan, { as: 'left' }>;

export const plansByName: ReadonlyMap<TableName, TablePlan> = new Map(
  Object.entries(tablePlans) as [TableName, TablePlan][],
);

/** The tables that an archive has, in the order in which they can be written. */
export function listTables(): [TableName, Given][] {
  return [...plansByName].flatMap(([name, plan]) => (plan.as === 'left' ? [] : [[name, plan]]));
}

/** The columns of each table, as the database has them now. */
export async function readColumns({ rows }: Pick<Snapshot, 'rows'>) {
  const found = await rows<Column & { table: TableName }>(columnsSql);
  const tables = new Map<TableName, TableColumns>();
  for (const [name, plan] of listTables()) {
    const columns = found.filter(({ table }) => table === name);
    if (columns.length === 0) throw new Error(`There is no table "${name}".`);
    tables.set(name, divide(columns, plan));
  }
  return tables;
}

export const columnsSql = `
  SELECT c.relname AS "table", a.attname AS "name", t.typname AS "type",
    array_position(k.conkey::int2[], a.attnum) AS "keyPlace"
  FROM pg_attribute a
  JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
  JOIN pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'p'
  WHERE c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped
    AND c.relname <> '_prisma_migrations'
  ORDER BY c.relname, a.attnum`;

function divide(columns: Column[], plan: Given): TableColumns {
  const { without = {}, readOnly = {} } = plan;
  // One household's rows: its id is said once, in the manifest.
  const given = columns.filter(({ name }) => name !== 'householdId' && !(name in without));
  const isRestored = ({ name }: Column) => plan.as === 'restored' && !(name in readOnly);
  return {
    restored: given.filter(isRestored),
    readOnly: given.filter((column) => !isRestored(column)),
    order: plan.order ?? keyOrder(columns),
  };
}

/** Text in an order that no two databases differ about. */
function keyOrder(columns: Column[]): string {
  const key = columns
    .filter(({ keyPlace, name }) => keyPlace !== null && name !== 'householdId')
    .sort((a, b) => (a.keyPlace ?? 0) - (b.keyPlace ?? 0));
  const names = key.map(({ name, type }) => `t."${name}"${type === 'text' ? ' COLLATE "C"' : ''}`);
  return names.join(', ') || '1';
}

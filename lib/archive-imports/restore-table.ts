import 'server-only';
import { type Column, plansByName } from '#lib/archives/columns';
import type { TableName } from '#lib/archives/tables';
import type { Tx } from '#lib/db/client';
import { ImportRefused } from './open-archive.ts';

const batchRows = 500;
const batchBytes = 4 * 1024 ** 2;

/** To whom rows are given. */
export type Receiver = { householdId: string; memberId: string; banks: Record<string, string> };

/**
 * Writes the rows of a table's file, as PostgreSQL wrote them: JavaScript carries them as text, and
 * columns that are not among `columns` are not written whatever a row says.
 *
 * @returns how many
 */
export async function restoreTable(
  tx: Tx,
  receiver: Receiver,
  table: TableName,
  columns: readonly Column[],
  rows: AsyncIterable<string>,
  onRows: (rows: number) => Promise<void>,
): Promise<number> {
  const sql = table === 'Household' ? householdSql(columns) : insertSql(table, columns);
  let written = 0;
  for await (const batch of toBatches(rows)) {
    const { householdId, memberId, banks } = receiver;
    const values = [householdId, memberId, JSON.stringify(banks), `[${batch.join(',')}]`];
    const count = await tx.$executeRawUnsafe(sql, ...values);
    if (count !== batch.length) throw new ImportRefused('damaged', `rows of ${table} are not rows`);
    written += count;
    await onRows(count);
  }
  return written;
}

async function* toBatches(rows: AsyncIterable<string>): AsyncGenerator<string[]> {
  let batch: string[] = [];
  let size = 0;
  for await (const row of rows) {
    batch.push(row);
    size += row.length;
    if (batch.length < batchRows && size < batchBytes) continue;
    yield batch;
    batch = [];
    size = 0;
  }
  if (batch.length > 0) yield batch;
}

const meSql = `
  WITH me AS (SELECT $1::uuid AS "householdId", $2::uuid AS "memberId", $3::jsonb AS "banks")`;

/** By way of json: jsonb would put the fields of a column that is json in another order. */
function insertSql(table: TableName, columns: readonly Column[]): string {
  const plan = plansByName.get(table);
  const given = Object.entries((plan?.as !== 'left' && plan?.given) || {});
  const names = ['householdId', ...columns.map(({ name }) => name), ...given.map(([name]) => name)];
  const values = [
    'me."householdId"',
    ...columns.map(({ name }) => `r."${name}"`),
    ...given.map(([, sql]) => sql),
  ];
  return `${meSql}
    INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(', ')})
    SELECT ${values.join(', ')}
    FROM json_populate_recordset(NULL::"${table}", $4::json) r CROSS JOIN me`;
}

/** The one row that is there already. */
function householdSql(columns: readonly Column[]): string {
  const set = columns.map(({ name }) => `"${name}" = r."${name}"`).join(', ');
  return `${meSql}
    UPDATE "Household" t SET ${set}
    FROM json_populate_recordset(NULL::"Household", $4::json) r CROSS JOIN me
    WHERE t."id" = me."householdId"`;
}

import 'server-only';
import { createHash } from 'node:crypto';
import type { Snapshot } from '#lib/db/read-only';
import { readChunkRows } from './chunk-rows.ts';
import type { Column, TableColumns } from './columns.ts';
import { toCsvHead, toCsvLine } from './csv.ts';
import { type ArchiveReader, readerSql, readerValues } from './reader.ts';
import { type TableName, type TablePlan, tablePlans } from './tables.ts';

/** What is said of a table besides its files. */
export type Tally = { rows: number; content: string };

/**
 * A table as a JSON array, a row a line. PostgreSQL writes each row: JavaScript's numbers would not
 * hold all that its can.
 *
 * @param onRows  told of rows as they go out
 * @param onEnd   told once the last one is out
 */
export async function* writeJson(
  snapshot: Snapshot,
  reader: ArchiveReader,
  table: TableName,
  columns: TableColumns,
  onRows: (rows: number) => void,
  onEnd: (tally: Tally) => void,
): AsyncGenerator<string> {
  const hash = createHash('sha256');
  let rows = 0;
  const selected = `${rowJson(table, [...columns.restored, ...columns.readOnly])} AS "line",
    ${rowJson(table, columns.restored)} AS "content"`;
  type Row = { line: string; content: string };
  for await (const batch of readRows<Row>(snapshot, reader, table, selected, columns.order)) {
    for (const { content } of batch) hash.update(`${content}\n`);
    yield (rows === 0 ? '[\n' : ',\n') + batch.map(({ line }) => line).join(',\n');
    rows += batch.length;
    onRows(batch.length);
  }
  yield rows === 0 ? '[]\n' : '\n]\n';
  onEnd({ rows, content: hash.digest('hex') });
}

/** The same as CSV, without the columns that are JSON themselves. */
export async function* writeCsv(
  snapshot: Snapshot,
  reader: ArchiveReader,
  table: TableName,
  { restored, readOnly, order }: TableColumns,
): AsyncGenerator<string> {
  const columns = [...restored, ...readOnly].filter(({ type }) => !jsonTypes.has(type));
  const cells = columns.map((column) => `(${columnSql(table, column)})::text`).join(', ');
  yield toCsvHead(columns.map(({ name }) => name));
  type Row = { cells: (string | null)[] };
  const selected = `ARRAY[${cells}] AS "cells"`;
  for await (const batch of readRows<Row>(snapshot, reader, table, selected, order)) {
    const lines = batch.map((row) =>
      toCsvLine(
        columns.map(({ type }, index) => ({
          text: row.cells[index] ?? null,
          type: textTypes.has(type) ? 'text' : 'value',
        })),
      ),
    );
    yield lines.join('');
  }
}

const jsonTypes = new Set(['json', 'jsonb']);
/** Types that can hold what somebody wrote. */
const textTypes = new Set(['text', '_text', 'varchar', 'bpchar']);

export async function countRows(
  snapshot: Pick<Snapshot, 'rows'>,
  reader: ArchiveReader,
  table: TableName,
): Promise<number> {
  const sql = `${readerSql} SELECT count(*)::int AS "rows" ${fromRows(table)}`;
  const [found] = await snapshot.rows<{ rows: number }>(sql, readerValues(reader));
  return found?.rows ?? 0;
}

/** A table's rows as PostgreSQL writes them, a batch at a time. */
function readRows<Row>(
  snapshot: Snapshot,
  reader: ArchiveReader,
  table: TableName,
  selected: string,
  order: string,
): AsyncGenerator<Row[]> {
  if (table === 'AttachmentChunk') {
    return readChunkRows(snapshot, reader, selected, fromRows('AttachmentChunk'), order);
  }
  const sql = `${readerSql} SELECT ${selected} ${fromRows(table, order)}`;
  return snapshot.batches<Row>(sql, readerValues(reader));
}

function fromRows(table: TableName, order?: string): string {
  const plan: TablePlan = tablePlans[table];
  if (plan.as === 'left') throw new Error(`"${table}" is in no archive.`);
  const ordered = order ? `ORDER BY ${order}` : '';
  return `FROM "${table}" t WHERE ${plan.where} ${ordered}`;
}

/** SQL: the columns of a row as JSON, in their order. */
function rowJson(table: TableName, columns: readonly Column[]): string {
  const pairs = columns.map((column) => `${columnSql(table, column)} AS "${column.name}"`);
  return `(SELECT row_to_json(r)::text FROM (SELECT ${pairs.join(', ')}) r)`;
}

function columnSql(table: TableName, { name }: Column): string {
  const plan: TablePlan = tablePlans[table];
  const instead = plan.as === 'left' ? undefined : plan.instead?.[name];
  return instead ? `(${instead})` : `t."${name}"`;
}

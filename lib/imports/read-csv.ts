import 'server-only';
import { CsvError, parse } from 'csv-parse/sync';
import { columnLimit, recordLimit, rowLimit } from './limits.ts';
import { type Sheet, type SheetRow, UnreadableFile } from './sheet.ts';

/** How far above the transactions a header may be. */
const headerDepth = 30;

const lineEnds = /\r\n|\r|\n/;

const delimiters = [',', ';', '\t', '|'] as const;

/**
 * A file of separated values. What stands above its header, as some banks write it, is left out.
 *
 * @throws UnreadableFile
 */
export function readCsv(text: string): Sheet {
  const rows = readRecords(text, guessDelimiter(text));
  const at = findHeader(rows);
  const header = at === null ? [] : (rows[at]?.cells ?? []).map((cell) => cell.trim());
  const body = at === null ? dropPreamble(rows) : rows.slice(at + 1);
  if (body.length > rowLimit) {
    throw new UnreadableFile(
      `It has more than ${rowLimit.toLocaleString('en-US')} lines. Divide it by years.`,
    );
  }
  return { label: null, header, rows: body };
}

function readRecords(text: string, delimiter: string): SheetRow[] {
  let previous = 0;
  const found = parseRecords(text, delimiter).flatMap(({ record, info }) => {
    const line = previous + 1;
    previous = info.lines;
    if (record.length > columnLimit) {
      throw new UnreadableFile(`Line ${line} has more than ${columnLimit} columns.`);
    }
    return record.every((cell) => cell.trim() === '') ? [] : [{ line, cells: record }];
  });
  return found;
}

type Parsed = { record: string[]; info: { lines: number } };

function parseRecords(text: string, delimiter: string): Parsed[] {
  // The parser limits what is in cells, and takes seconds for millions of empty ones.
  if (text.split(lineEnds).some((line) => line.length > recordLimit)) refuseLongLine();
  try {
    return parse<Parsed>(text, {
      delimiter,
      bom: true,
      info: true,
      columns: false,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      max_record_size: recordLimit,
      // More than may be, to tell.
      to: rowLimit + 2 * headerDepth,
    } as never) as unknown as Parsed[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (error.code === 'CSV_MAX_RECORD_SIZE') refuseLongLine();
    throw new UnreadableFile(describe(error));
  }
}

function refuseLongLine(): never {
  throw new UnreadableFile('One of its lines is too long to be a transaction.');
}

function describe({ code, lines }: CsvError & { lines?: number }): string {
  if (code === 'CSV_QUOTE_NOT_CLOSED') {
    return 'A quotation mark in it is never closed. Download it again, or remove the mark.';
  }
  return `It cannot be read${lines ? ` at line ${lines}` : ''}: its quotation marks do not fit.`;
}

/** The one that divides most of the first lines, and into the same number of cells. */
function guessDelimiter(text: string): string {
  const lines = text.slice(0, 64 * 1024).split(lineEnds, 50);
  const score = (delimiter: string) => {
    const counts = lines.map((line) => line.replace(/"[^"]*"/g, '').split(delimiter).length - 1);
    const some = counts.filter((count) => count > 0);
    const usual = mostCommon(some);
    return some.filter((count) => count === usual).length * Math.min(usual, 10);
  };
  const [best = ','] = delimiters.toSorted((a, b) => score(b) - score(a));
  return best;
}

function mostCommon(counts: readonly number[]): number {
  const times = new Map<number, number>();
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1);
  return [...times].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

/** The first line of the table's width that holds words alone: no day, no amount. */
function findHeader(rows: readonly SheetRow[]): number | null {
  const first = rows.slice(0, headerDepth);
  const width = mostCommon(rows.slice(0, 200).map(({ cells }) => cells.length));
  const at = first.findIndex(({ cells }) => {
    const filled = cells.filter((cell) => cell.trim() !== '');
    return cells.length >= width && filled.length >= Math.min(2, width);
  });
  const cells = first[at]?.cells ?? [];
  const isHeader = at >= 0 && !cells.some((cell) => /\d{2}|^\s*-?\d/.test(cell));
  return isHeader ? at : null;
}

function dropPreamble(rows: SheetRow[]): SheetRow[] {
  const width = mostCommon(rows.slice(0, 200).map(({ cells }) => cells.length));
  const at = rows.findIndex(({ cells }) => cells.length === width);
  return rows.slice(Math.max(0, at));
}

import 'server-only';
import type { CivilDate } from '#lib/dates/civil-date';
import { decodeText } from '#lib/imports/decode-text';
import { guessDateOrder, parseDate } from '#lib/imports/parse-date';
import { readCsv } from '#lib/imports/read-csv';
import { type Sheet, type SheetRow, UnreadableFile } from '#lib/imports/sheet';
import { type DecimalMark, guessDecimalMark } from '#lib/money/parse-amount';
import { currencyCode, type RateDto } from './contract.ts';
import { readRateText, writeRate } from './rate-text.ts';

export type RateFile = {
  rates: RateDto[];
  /** Of currencies that nobody asked for: a bank's table has some forty. */
  unused: number;
  unreadable: { line: number; text: string }[];
};

/** What a table of the European Central Bank gives its rates for, without saying so. */
const tableCurrency = 'EUR';

/**
 * The rates of a CSV file: one in each line (date, from, to, rate, by their names or in this order), or a
 * table with a column for each currency, as the European Central Bank publishes for the euro.
 *
 * @param wanted  of a table, the currencies to take
 * @throws UnreadableFile
 */
export function readRateFile(bytes: Uint8Array, wanted: ReadonlySet<string>): RateFile {
  const sheet = readCsv(decodeText(bytes));
  const columns = findColumns(sheet.header);
  if (columns) return readLines(sheet, columns);
  const codes = sheet.header.slice(1).filter((name) => currencyCode.safeParse(name).success);
  if (codes.length > 0 && /^date$/i.test(sheet.header[0] ?? '')) return readTable(sheet, wanted);
  throw new UnreadableFile(
    'It needs the columns date, from, to and rate, or the layout of the European Central Bank.',
  );
}

type Columns = { date: number; from: number; to: number; rate: number };

/** What columns are called here, in tables of others, and in the bank's data portal. */
const names: Record<keyof Columns, RegExp> = {
  date: /^(date|day|time_period)$/i,
  from: /^(from|base|from currency|base currency|currency_denom)$/i,
  to: /^(to|quote|to currency|target|target currency|currency)$/i,
  rate: /^(rate|value|exchange rate|obs_value)$/i,
};

function findColumns(header: readonly string[]): Columns | null {
  if (header.length === 0) return { date: 0, from: 1, to: 2, rate: 3 };
  const find = (name: RegExp) => header.findIndex((each) => name.test(each.trim()));
  const columns = {
    date: find(names.date),
    from: find(names.from),
    to: find(names.to),
    rate: find(names.rate),
  };
  return Object.values(columns).includes(-1) ? null : columns;
}

function readLines({ rows }: Sheet, columns: Columns): RateFile {
  const cell = ({ cells }: SheetRow, column: number) => cells[column]?.trim() ?? '';
  const read = readerOf(
    rows.map((row) => cell(row, columns.date)),
    rows.map((row) => cell(row, columns.rate)),
  );
  const file: RateFile = { rates: [], unused: 0, unreadable: [] };
  for (const row of rows) {
    const [from, to] = [cell(row, columns.from), cell(row, columns.to)].map((each) =>
      each.toUpperCase(),
    );
    const found = read(cell(row, columns.date), from, to, cell(row, columns.rate));
    if (found) file.rates.push(found);
    else file.unreadable.push(toUnreadable(row));
  }
  return file;
}

function readTable({ header, rows }: Sheet, wanted: ReadonlySet<string>): RateFile {
  const read = readerOf(
    rows.map(({ cells }) => cells[0] ?? ''),
    rows.flatMap(({ cells }) => cells.slice(1)),
  );
  const file: RateFile = { rates: [], unused: 0, unreadable: [] };
  for (const row of rows) {
    let isReadable = true;
    for (const [index, to] of header.entries()) {
      const text = row.cells[index]?.trim() ?? '';
      // A day on which the bank has none is no mistake.
      if (index === 0 || to === '' || /^(n\/a)?$/i.test(text)) continue;
      const found = read(row.cells[0] ?? '', tableCurrency, to, text);
      if (!found) isReadable = false;
      else if (wanted.has(to)) file.rates.push(found);
      else file.unused += 1;
    }
    if (!isReadable) file.unreadable.push(toUnreadable(row));
  }
  return file;
}

/** Written alike throughout: which order days have, and which mark decimals, is told by all of them. */
function readerOf(dates: readonly string[], rates: readonly string[]) {
  const order = guessDateOrder(dates.slice(0, sampleSize));
  const mark = guessDecimalMark(rates.slice(0, sampleSize));
  return (dateText: string, from = '', to = '', rateText = ''): RateDto | null => {
    const date: CivilDate | null = parseDate(dateText, order);
    const value = readRateText(toPlain(rateText, mark));
    const codes = [from, to].every((code) => currencyCode.safeParse(code).success);
    if (!date || date < '1900-01-01' || !value || !codes || from === to) return null;
    return { date, from, to, rate: writeRate(value) };
  };
}

const sampleSize = 200;

function toPlain(text: string, mark: DecimalMark): string {
  return mark === ',' ? text.replaceAll('.', '').replace(',', '.') : text.replaceAll(',', '');
}

function toUnreadable({ line, cells }: SheetRow): { line: number; text: string } {
  return { line, text: cells.join(', ').slice(0, 100) };
}

import 'server-only';
import { recordLimit, rowLimit } from './limits.ts';
import { type Sheet, type SheetRow, taggedColumns, UnreadableFile } from './sheet.ts';

/** What comes then is of no account of a bank: also the cash of an account of securities. */
const endOfStatement: ReadonlySet<string> = new Set(['/STMTRS', '/CCSTMTRS', 'INVSTMTRS']);

/**
 * OFX and QFX, 1.x (SGML, where a value has no closing tag) and 2.x (XML): a sheet for each account
 * in the file. Read by its tags alone; it has no entities of its own, and none are resolved.
 *
 * @throws UnreadableFile
 */
export function readOfx(text: string): Sheet[] {
  const sheets: Sheet[] = [];
  let currency = '';
  let label: string | null = null;
  let sheet: Sheet | null = null;
  let row: Map<string, string> | null = null;
  let rowLine = 0;
  for (const { name, value, line } of readTags(text)) {
    if (name === 'STMTRS' || name === 'CCSTMTRS') {
      currency = '';
      label = null;
      sheet = { label: null, header: [...taggedColumns], rows: [] };
      sheets.push(sheet);
    } else if (endOfStatement.has(name)) {
      sheet = null;
      row = null;
    } else if (name === 'CURDEF') currency = value;
    else if (name === 'ACCTID' && sheet && !row && label === null) {
      label = `••${value.slice(-4)}`;
      sheet.label = label;
    } else if (name === 'STMTTRN') {
      row = new Map();
      rowLine = line;
    } else if (name === '/STMTTRN') {
      if (row && sheet) addRow(sheet, toRow(row, rowLine, currency));
      row = null;
    } else if (row && value !== '' && !row.has(name)) row.set(name, value);
  }
  if (sheets.length === 0) {
    throw new UnreadableFile('It holds no statement of a bank account or a card.');
  }
  return sheets;
}

function addRow(sheet: Sheet, row: SheetRow): void {
  if (sheet.rows.length >= rowLimit) {
    throw new UnreadableFile(
      `It has more than ${rowLimit.toLocaleString('en-US')} transactions. Divide it by years.`,
    );
  }
  sheet.rows.push(row);
}

function toRow(tags: Map<string, string>, line: number, currency: string): SheetRow {
  const tag = (name: string) => tags.get(name) ?? '';
  const name = tag('NAME') || tag('PAYEE') || tag('MEMO') || tag('TRNTYPE');
  const note = name === tag('MEMO') ? '' : tag('MEMO');
  const cells = [toDay(tag('DTPOSTED')), tag('TRNAMT'), name, note, '', tag('FITID'), currency];
  return { line, cells };
}

/** 20260131120000.000[-5:EST] is the 31st, as the bank says, wherever one is. */
function toDay(text: string): string {
  const match = /^(\d{4})(\d{2})(\d{2})/.exec(text);
  return match ? `${match[1]}-${match[2]}-${match[3]}` : text;
}

type Tag = { name: string; value: string; line: number };

function* readTags(text: string): Generator<Tag> {
  let line = 1;
  let counted = 0;
  for (let open = text.indexOf('<'); open >= 0; ) {
    const close = text.indexOf('>', open);
    if (close < 0 || close - open > 1_000) return;
    const next = text.indexOf('<', close);
    const end = next < 0 ? text.length : next;
    for (; counted < open; counted += 1) if (text.charCodeAt(counted) === 10) line += 1;
    const raw = text.slice(close + 1, Math.min(end, close + 1 + recordLimit));
    yield {
      name: text
        .slice(open + 1, close)
        .trim()
        .toUpperCase(),
      value: resolveEntities(raw).trim(),
      line,
    };
    open = next;
  }
}

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

function resolveEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{1,6}));/gi, (whole, dec, hex, name) => {
    const code = dec ? Number(dec) : hex ? Number.parseInt(hex, 16) : 0;
    if (code > 0 && code <= 0x10ffff) return String.fromCodePoint(code);
    return entities[String(name).toLowerCase()] ?? whole;
  });
}

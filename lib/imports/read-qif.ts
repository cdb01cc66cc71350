import 'server-only';
import { toSeenText } from '#lib/seen-text';
import { rowLimit } from './limits.ts';
import { type Sheet, taggedColumns, UnreadableFile } from './sheet.ts';

/** Lists of transactions; everything else in a file (categories, securities) is not. */
const lists = /^!type:(bank|cash|ccard|oth a|oth l)\s*$/i;
const accounts = /^!account\s*$/i;
/** Of an account's name. */
const labelLength = 60;

/**
 * Quicken's QIF: a letter and a value on each line, `^` after each transaction. An account is named before its
 * list, so that each has a sheet; lists that name none are one for each kind. Splits are left out; their sum is
 * the transaction's amount.
 *
 * @throws UnreadableFile
 */
export function readQif(text: string): Sheet[] {
  const sheets = new Map<string, Sheet>();
  let sheet: Sheet | null = null;
  let label: string | null = null;
  let isAccount = false;
  let count = 0;
  let fields = new Map<string, string>();
  let firstLine = 0;
  let line = 0;
  const end = () => {
    if (isAccount) label = toLabel(fields) ?? label;
    else if (sheet && fields.size > 0) {
      count += 1;
      if (count > rowLimit) refuseMany();
      sheet.rows.push({ line: firstLine, cells: toCells(fields) });
    }
    fields = new Map();
  };
  /** Of a file that was cut off, or that leaves the last mark out. */
  const endOpen = () => {
    if (isAccount || fields.has('D')) end();
    fields = new Map();
  };
  for (const written of text.split(/\r\n|\r|\n/)) {
    line += 1;
    if (written.startsWith('!')) {
      endOpen();
      isAccount = accounts.test(written);
      sheet = lists.test(written) ? findSheet(sheets, label, written) : null;
    } else if (written.startsWith('^')) end();
    else if ((sheet || isAccount) && written.trim() !== '') {
      if (fields.size === 0) firstLine = line;
      const [letter = ''] = written;
      if (!fields.has(letter)) fields.set(letter, written.slice(1).trim());
    }
  }
  endOpen();
  if (sheets.size === 0)
    throw new UnreadableFile('It holds no list of transactions of a bank account or a card.');
  return [...sheets.values()];
}

function findSheet(sheets: Map<string, Sheet>, label: string | null, kind: string): Sheet {
  const key = label ?? kind.trim().toLowerCase();
  const sheet = sheets.get(key) ?? { label, header: [...taggedColumns], rows: [] };
  sheets.set(key, sheet);
  return sheet;
}

function toLabel(fields: Map<string, string>): string | null {
  return toSeenText(fields.get('N') ?? '').slice(0, labelLength) || null;
}

function refuseMany(): never {
  throw new UnreadableFile(
    `It has more than ${rowLimit.toLocaleString('en-US')} transactions. Divide it by years.`,
  );
}

function toCells(fields: Map<string, string>): string[] {
  const field = (letter: string) => fields.get(letter) ?? '';
  const name = field('P') || field('M');
  const note = name === field('M') ? '' : field('M');
  // A category in brackets is another account: a transfer.
  const category = field('L').startsWith('[') ? '' : (field('L').split('/')[0] ?? '');
  // 1/25'26 and 1/25/26, with spaces in place of zeros.
  const date = field('D').replace(/\s/g, '').replace("'", '/');
  return [date, field('T') || field('U'), name, note, category, '', ''];
}

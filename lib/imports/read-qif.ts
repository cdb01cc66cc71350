import 'server-only';
import { rowLimit } from './limits.ts';
import { type Sheet, taggedColumns, UnreadableFile } from './sheet.ts';

/** Lists of transactions; everything else in a file (accounts, categories, securities) is not. */
const lists = /^!type:(bank|cash|ccard|oth a|oth l)\s*$/i;

/**
 * Quicken's QIF: a letter and a value on each line, `^` after each transaction. Splits are left out;
 * their sum is the transaction's amount.
 *
 * @throws UnreadableFile
 */
export function readQif(text: string): Sheet {
  const sheet: Sheet = { label: null, header: [...taggedColumns], rows: [] };
  let inList = false;
  let found = false;
  let fields = new Map<string, string>();
  let firstLine = 0;
  let line = 0;
  for (const written of text.split(/\r\n|\r|\n/)) {
    line += 1;
    if (written.startsWith('!')) {
      inList = lists.test(written);
      found ||= inList;
      fields = new Map();
    } else if (inList && written.startsWith('^')) {
      if (fields.size > 0) sheet.rows.push({ line: firstLine, cells: toCells(fields) });
      fields = new Map();
    } else if (inList && written.trim() !== '') {
      if (fields.size === 0) firstLine = line;
      const [letter = ''] = written;
      if (!fields.has(letter)) fields.set(letter, written.slice(1).trim());
    }
    if (sheet.rows.length > rowLimit) {
      throw new UnreadableFile(
        `It has more than ${rowLimit.toLocaleString('en-US')} transactions. Divide it by years.`,
      );
    }
  }
  if (!found)
    throw new UnreadableFile('It holds no list of transactions of a bank account or a card.');
  return sheet;
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

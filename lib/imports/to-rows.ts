import 'server-only';
import { greatestMinor } from '#lib/accounts/account-kinds';
import { parseAmount } from '#lib/money/parse-amount';
import { toSeenText } from '#lib/seen-text';
import type { Mapping } from './contract.ts';
import { parseDate } from './parse-date.ts';
import type { Sheet, SheetRow } from './sheet.ts';

/** A transaction as a file tells it, in our terms. */
export type FileRow = {
  line: number;
  date: string;
  /** Positive = money in. */
  amountMinor: number;
  name: string;
  /** What the file says beside the name. */
  memo: string | null;
  /** What somebody wrote of it here, once. */
  note: string | null;
  category: string | null;
  tags: string[];
  reviewed: boolean;
  hidden: boolean;
  /** The bank's own name for it. */
  reference: string | null;
};

/** Why a line is no transaction that can be imported. */
export type Problem = { line: number; message: string };

/** What lines mean under a mapping, and which of them cannot be read, and why. */
export function toRows(
  sheet: Sheet,
  mapping: Mapping,
  currency: string,
): { rows: FileRow[]; problems: Problem[] } {
  const isOurs = holdsOurNotes(sheet, mapping);
  const rows: FileRow[] = [];
  const problems: Problem[] = [];
  for (const row of sheet.rows) {
    const read = toRow(row, mapping, currency, isOurs);
    if (typeof read === 'string') problems.push({ line: row.line, message: read });
    else rows.push(read);
  }
  return { rows, problems };
}

/** An export of ours has notes that somebody wrote here; whatever else is beside a name is the file's own. */
function holdsOurNotes({ header }: Sheet, { note }: Mapping): boolean {
  return note !== null && header[note] === 'Note' && header.includes('Text of the bank');
}

function toRow(
  { line, cells }: SheetRow,
  mapping: Mapping,
  currency: string,
  isOurs: boolean,
): FileRow | string {
  const text = (column: number | null) => (column === null ? '' : readText(cells[column] ?? ''));
  const cell = (column: number | null) => toSeenText(text(column)).replace(/\s+/g, ' ');
  const dateText = cell(mapping.date);
  const date = parseDate(dateText, mapping.dateOrder);
  if (!date) return dateText === '' ? 'There is no date.' : `“${short(dateText)}” is no date.`;
  const amount = readAmount(cell, mapping, currency);
  if (typeof amount === 'string') return amount;
  const other = cell(mapping.currency).toUpperCase();
  if (other !== '' && other !== currency)
    return `It is in ${short(other)}, the account in ${currency}.`;
  const beside = text(mapping.note).slice(0, 2_000) || null;
  const name = cell(mapping.name) || cell(mapping.note) || 'No description';
  return {
    line,
    date,
    amountMinor: amount,
    name: name.slice(0, 300),
    memo: isOurs ? null : beside,
    note: isOurs ? beside : null,
    category: cell(mapping.category).slice(0, 100) || null,
    tags: readTags(cell(mapping.tags)),
    reviewed: isTrue(cell(mapping.reviewed)),
    hidden: isTrue(cell(mapping.hidden)),
    reference: cell(mapping.reference).slice(0, 255) || null,
  };
}

/** Of one transaction, and of one name. */
const tagsAtMost = 20;
const tagLength = 40;

/** A list as an export of ours writes it: commas or semicolons, and quotes around a name that has them. */
function readTags(text: string): string[] {
  const names = [...text.matchAll(/\s*"((?:[^"]|"")*)"\s*|[^,;]+/g)].map(([whole, quoted]) =>
    (quoted?.replaceAll('""', '"') ?? whole).trim().slice(0, tagLength),
  );
  return [...new Set(names.filter((name) => name !== ''))].slice(0, tagsAtMost);
}

function isTrue(text: string): boolean {
  return /^(true|yes|y|x|1)$/i.test(text);
}

/** Without the apostrophe that keeps a spreadsheet from taking a text for a formula, ours among them. */
const guard = /(^|[;\t\r\n][\s\u200b\ufeff]*)'(?=[=+\-@＝＋－＠\t\r\n])/g;

function readText(cell: string): string {
  return cell.replace(guard, '$1').trim();
}

/** @returns words for the person where there is none */
function readAmount(
  cell: (column: number | null) => string,
  { amount, moneyIn, moneyOut, decimalMark, reversed }: Mapping,
  currency: string,
): number | string {
  const read = (text: string) => parseAmount(text, currency, decimalMark);
  let minor: number | null;
  let text = cell(amount);
  if (amount !== null) minor = read(text);
  else {
    const [inText, outText] = [cell(moneyIn), cell(moneyOut)];
    text = inText || outText;
    const [into, out] = [inText ? read(inText) : 0, outText ? read(outText) : 0];
    // Whatever sign a bank gives to what went out, it went out.
    minor = text === '' || into === null || out === null ? null : into - Math.abs(out);
  }
  if (minor === null) {
    return text === '' ? 'There is no amount.' : `“${short(text)}” is no amount in ${currency}.`;
  }
  if (Math.abs(minor) > greatestMinor) return `“${short(text)}” is too large.`;
  return reversed && minor !== 0 ? -minor : minor;
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

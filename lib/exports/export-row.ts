import 'server-only';
import { type Cell, toCsvLine } from '#lib/archives/csv';
import { unnamedCurrency } from '#lib/money/currency';
import { toDecimal } from '#lib/money/minor';

/** A line of an export: a transaction, a part of one that is split, or what one pays back of an expense. */
export type ExportRow = {
  id: string;
  /** Its place among the parts and then what is paid back, from 1; 0 for what they leave; null for one that is whole. */
  part: number | null;
  date: string;
  bankDate: string;
  merchant: string;
  bankText: string;
  amountMinor: bigint;
  currency: string | null;
  pending: boolean;
  note: string | null;
  reviewed: boolean;
  hidden: boolean;
  account: string;
  category: string | null;
  tags: string[];
};

/** Named so that an import of ours finds each by its name. */
export const exportColumns = [
  'Date',
  'Merchant',
  'Amount',
  'Currency',
  'Account',
  'Category',
  'Note',
  'Tags',
  'Text of the bank',
  'Date of the bank',
  'Pending',
  'Reviewed',
  'Hidden',
  'Reference',
];

/** Amounts and dates as values, everything that somebody wrote as text. */
export function toCsvText(row: ExportRow): string {
  const cells: Cell[] = [
    value(row.date),
    text(row.merchant),
    value(amountOf(row)),
    text(row.currency),
    text(row.account),
    text(row.category),
    text(row.note),
    text(row.tags.map(quoteTag).join(', ') || null),
    text(row.bankText),
    value(row.bankDate),
    value(String(row.pending)),
    value(String(row.reviewed)),
    value(String(row.hidden)),
    // Each line has a reference of its own, so that an import of ours takes none for another.
    value(row.part === null ? row.id : `${row.id}/${row.part}`),
  ];
  return toCsvLine(cells);
}

/** The amount as a number of as many digits as it has, which JSON.stringify would not keep. */
export function toJsonText({ amountMinor, currency, ...row }: ExportRow): string {
  const rest = JSON.stringify({ ...row, currency });
  return `${rest.slice(0, -1)},"amount":${amountOf({ amountMinor, currency })}}`;
}

function amountOf({ amountMinor, currency }: Pick<ExportRow, 'amountMinor' | 'currency'>): string {
  return toDecimal(amountMinor, currency ?? unnamedCurrency);
}

/** So that a list is taken apart again where it was put together. */
function quoteTag(name: string): string {
  return /[",;]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}

function text(cell: string | null): Cell {
  return { text: cell, type: 'text' };
}

function value(cell: string): Cell {
  return { text: cell, type: 'value' };
}

import 'server-only';
/** A file as a table, whatever its format: what its columns mean is said by a mapping. */
export type Sheet = {
  /** Of the account in the file, where it names one: `••1234`. */
  label: string | null;
  /** Names of the columns; empty where the file has none. */
  header: string[];
  rows: SheetRow[];
};

export type SheetRow = {
  /** Where it begins in the file, from 1. */
  line: number;
  cells: string[];
};

/** The columns of a file that says itself what each value is. */
export const taggedColumns = [
  'Date',
  'Amount',
  'Name',
  'Note',
  'Category',
  'Reference',
  'Currency',
];

/** A file that cannot be read at all; its message is for the person. */
export class UnreadableFile extends Error {}

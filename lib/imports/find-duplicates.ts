import 'server-only';
import { addDays } from '#lib/dates/civil-date';
import { readOwnReference } from './own-reference.ts';
import { normalise, type Pairs, similarity, toPairs } from './text-likeness.ts';
import type { FileRow } from './to-rows.ts';

/** A row of the account that is here already. */
export type KnownRow = {
  /** Of the row that answers for it: another one where it was put away as a duplicate. */
  id: string;
  rowId: string;
  date: string;
  amountMinor: number;
  /** What it is called, and what the bank wrote. */
  merchant: string;
  name: string;
  /** What the file that brought it calls it. */
  reference: string | null;
};

/** `same`: by reference, or word for word. `alike`: near in time, of the amount, similar. */
export type Duplicate = { row: FileRow; of: KnownRow; kind: 'same' | 'alike' };

export const daysApart = 3;
/** Nearest first. */
const offsets = [0, -1, 1, -2, 2, -3, 3];
/** Rows of one amount on one day that are looked at for one row of the file. */
const candidateLimit = 12;
const leastSimilarity = 0.35;

/**
 * Which rows of a file are here already. Each row that is here answers for one of the file: two equal
 * coffees in the file and one here are one duplicate and one new row. Only the parts that an export of
 * ours divides a row into are all answered for by that row.
 */
export function findDuplicates(
  rows: readonly FileRow[],
  known: readonly KnownRow[],
): Map<number, Duplicate> {
  const found = new Map<number, Duplicate>();
  const used = new Set<string>();
  const take = (row: FileRow, of: KnownRow | null, kind: Duplicate['kind']) => {
    if (!of) return;
    used.add(of.id);
    found.set(row.line, { row, of, kind });
  };
  const left = () => rows.filter(({ line }) => !found.has(line));
  const byOwnName = groupBy(known, ({ rowId }) => rowId);
  for (const [name, group] of groupBy(known, ownReference)) byOwnName.set(name, group);
  for (const row of rows) take(row, findOwn(row, byOwnName), 'same');
  const byReference = groupBy(known, (of) => referenceKey(of));
  const byWords = groupBy(known, exactKey);
  for (const days of offsets) {
    for (const row of left()) {
      take(row, popUnused(byReference.get(referenceKey(row, days) ?? ''), used), 'same');
    }
    if (days !== 0) continue;
    for (const row of left()) take(row, popUnused(byWords.get(exactKey(row)), used), 'same');
  }
  const byDay = groupBy(known, dayKey);
  const textsOf = rememberTexts();
  for (const row of left()) take(row, findAlike(row, byDay, used, textsOf), 'alike');
  return found;
}

function ownReference({ reference }: KnownRow): string | null {
  return readOwnReference(reference) && reference;
}

/** The row of which an export of ours speaks: on whatever day and of whatever amount it is by now. */
function findOwn({ reference }: FileRow, byOwnName: Map<string, KnownRow[]>): KnownRow | null {
  const rowId = readOwnReference(reference);
  if (!rowId) return null;
  return byOwnName.get(reference ?? '')?.[0] ?? byOwnName.get(rowId)?.[0] ?? null;
}

/**
 * Of some days away. The reference alone is not enough: banks write the payer's words there, such as RENT, and
 * some begin to count anew in each statement.
 */
function referenceKey(
  { reference, date, amountMinor }: FileRow | KnownRow,
  days = 0,
): string | null {
  if (!reference) return null;
  return `${addDays(date, days)} ${amountMinor} ${reference}`;
}

function exactKey({ date, amountMinor, name }: FileRow | KnownRow): string {
  return `${date} ${amountMinor} ${normalise(name)}`;
}

function dayKey({ date, amountMinor }: Pick<KnownRow, 'date' | 'amountMinor'>): string {
  return `${date} ${amountMinor}`;
}

function groupBy(known: readonly KnownRow[], keyOf: (of: KnownRow) => string | null) {
  const groups = new Map<string, KnownRow[]>();
  for (const of of known) {
    const key = keyOf(of);
    if (!key) continue;
    const group = groups.get(key);
    if (group) group.push(of);
    else groups.set(key, [of]);
  }
  return groups;
}

/** Drops what is used from the end, so that a long group is walked once. */
function popUnused(group: KnownRow[] | undefined, used: ReadonlySet<string>): KnownRow | null {
  for (let of = group?.pop(); of; of = group?.pop()) if (!used.has(of.id)) return of;
  return null;
}

function findAlike(
  row: FileRow,
  byDay: Map<string, KnownRow[]>,
  used: ReadonlySet<string>,
  textsOf: (of: KnownRow) => Pairs[],
): KnownRow | null {
  let best: { of: KnownRow; score: number } | null = null;
  let text: Pairs | null = null;
  for (const days of offsets) {
    const group = byDay.get(dayKey({ ...row, date: addDays(row.date, days) }));
    if (!group) continue;
    while (group.length > 0 && used.has(group.at(-1)?.id ?? '')) group.pop();
    text ??= toPairs(row.name);
    for (const of of group.slice(-candidateLimit)) {
      if (used.has(of.id)) continue;
      let likeness = 0;
      for (const each of textsOf(of)) likeness = Math.max(likeness, similarity(text, each));
      const score = likeness - Math.abs(days) / 100;
      if (likeness >= leastSimilarity && score > (best?.score ?? 0)) best = { of, score };
    }
  }
  return best?.of ?? null;
}

/** What a row is called and what the bank wrote, taken apart when it is first asked for. */
function rememberTexts(): (of: KnownRow) => Pairs[] {
  const texts = new Map<KnownRow, Pairs[]>();
  return (of) => {
    const known = texts.get(of);
    if (known) return known;
    const made = [...new Set([of.name, of.merchant])].map(toPairs);
    texts.set(of, made);
    return made;
  };
}

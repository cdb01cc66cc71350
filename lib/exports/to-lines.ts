import 'server-only';
import { type LineColumns, matchedLines } from '#lib/transactions/line-columns';
import type { ExportRow } from './export-row.ts';

/** A transaction as it was read for an export. */
export type FoundRow = Omit<ExportRow, 'part'> & LineColumns;

/**
 * The lines that an export has of a transaction: itself, or its lines as far as the filter lets them through,
 * so that what a program adds up by category is what the page shows.
 */
export function toLines(found: FoundRow): ExportRow[] {
  const { parts: _, ownMatches: __, counted: ___, ...row } = found;
  return matchedLines(found).map(({ place, minor, part, settles }) => ({
    ...row,
    part: place,
    amountMinor: minor,
    ...(settles ? { category: settles.category } : {}),
    ...(part
      ? {
          category: part.category?.name ?? null,
          note: part.note ?? row.note,
          tags: [...new Set([...row.tags, ...part.tags.map(({ name }) => name)])].sort(),
        }
      : {}),
  }));
}

import 'server-only';
import type { MatchedPart } from '#lib/splits/part-columns';
import type { ExportRow } from './export-row.ts';

/** A transaction as it was read for an export. */
export type FoundRow = Omit<ExportRow, 'part'> & {
  /** Null for one that is whole. */
  parts: MatchedPart[] | null;
  /** What the filter asks of a line is so of the row itself. */
  ownMatches: boolean;
};

/**
 * The lines that an export has of a transaction: itself, or its parts as far as the filter lets them through,
 * so that what a program adds up by category is what the page shows.
 */
export function toLines({ parts, ownMatches, ...row }: FoundRow): ExportRow[] {
  if (parts === null) return [{ ...row, part: null }];
  const left = parts.reduce((rest, { minor }) => rest - BigInt(minor), row.amountMinor);
  const lines = parts.flatMap(({ matches, minor, category, note, tags }, index) =>
    matches
      ? {
          ...row,
          part: index + 1,
          amountMinor: BigInt(minor),
          category: category?.name ?? null,
          note: note ?? row.note,
          tags: [...new Set([...row.tags, ...tags.map(({ name }) => name)])].sort(),
        }
      : [],
  );
  return left !== 0n && ownMatches ? [...lines, { ...row, part: 0, amountMinor: left }] : lines;
}

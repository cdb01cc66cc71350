import 'server-only';
import { Prisma } from '#lib/db/client';
import type { Viewer } from '#lib/privacy/viewer';
import { type MatchedPart, partsOfRow } from '#lib/splits/part-columns';
import type { LineConditions } from './line-conditions.ts';

/** SQL: what a list selects of each row's lines, for `matchedLines`; beside it stands `joinCounted`. */
export function lineColumns(lines: LineConditions | null): Prisma.Sql {
  return Prisma.sql`${partsOfRow(lines?.part ?? undefined)} AS "parts",
    ${lines?.own ?? Prisma.sql`true`} AS "ownMatches",
    ${lines?.counted ? Prisma.sql`k."lines"` : Prisma.sql`NULL::jsonb`} AS "counted"`;
}

/**
 * SQL: for rows of "page" what of them counts as is asked, all at once: what pays something back is shared out
 * over the household's links, which would be done again for each row. Nothing where that is not asked. Numbered
 * before any is left out, so that a line has its number whatever is asked.
 */
export function joinCounted({ householdId }: Viewer, lines: LineConditions | null): Prisma.Sql {
  if (!lines?.counted) return Prisma.empty;
  return Prisma.sql`LEFT JOIN (
    SELECT l."transactionId", jsonb_agg(jsonb_build_object('partId', l."partId",
      'settles', l."settlesId" IS NOT NULL, 'nth', l."nth", 'minor', l."amountMinor",
      'category', x."name")) AS "lines"
    FROM (
      SELECT l.*, row_number() OVER (PARTITION BY l."transactionId", l."settlesId" IS NULL
        ORDER BY l."settlesId", l."categoryId", l."amountMinor") AS "nth"
      FROM "EffectiveLine" l
      WHERE l."householdId" = ${householdId}::uuid
        AND l."transactionId" = ANY(ARRAY(SELECT "page"."id" FROM "page"))
    ) l
    LEFT JOIN "Category" x ON x."householdId" = l."householdId" AND x."id" = l."categoryId"
    WHERE ${lines.counted}
    GROUP BY 1
  ) k ON k."transactionId" = e."id"`;
}

export type LineColumns = {
  /** Null for one that is whole. */
  parts: MatchedPart[] | null;
  /** What the filter asks of a line is so of the row itself. */
  ownMatches: boolean;
  /** Null where what lines count as is not asked. */
  counted: CountedLine[] | null;
};

type CountedLine = {
  partId: string | null;
  /** It pays an expense back; `category` is the expense's. */
  settles: boolean;
  /** Its place among what the row pays back, from 1. */
  nth: number;
  minor: number;
  category: string | null;
};

/** A line of a row that a filter lets through. */
export type MatchedLine = {
  /** Among the row's parts and then what it pays back, from 1; 0 for what they leave; null for a row that is whole. */
  place: number | null;
  minor: bigint;
  part: MatchedPart | null;
  /** Where what it pays back was spent. */
  settles: { category: string | null } | null;
};

type FoundLines = LineColumns & { amountMinor: bigint };

/** The lines of a row that was let through, whose sum is what a list shows and adds up of it. */
export function matchedLines(row: FoundLines): MatchedLine[] {
  const lines = row.counted ? countedLines(row, row.counted) : plainLines(row);
  return lines.sort((one, other) => (one.place || Infinity) - (other.place || Infinity));
}

function countedLines(row: FoundLines, counted: CountedLine[]): MatchedLine[] {
  const parts = row.parts ?? [];
  return counted.map(({ partId, settles, nth, minor, category }) => {
    const at = parts.findIndex(({ id }) => id === partId);
    const line = { minor: BigInt(minor), part: parts[at] ?? null, settles: null };
    if (settles) return { ...line, place: parts.length + nth, settles: { category } };
    return { ...line, place: at >= 0 ? at + 1 : placeOfRest(row, line.minor) };
  });
}

function placeOfRest({ parts, amountMinor }: FoundLines, minor: bigint): 0 | null {
  return parts === null && minor === amountMinor ? null : 0;
}

function plainLines({ parts, ownMatches, amountMinor }: FoundLines): MatchedLine[] {
  if (parts === null) return [{ place: null, minor: amountMinor, part: null, settles: null }];
  const lines = parts.map((part, index) => ({
    place: index + 1,
    minor: BigInt(part.minor),
    part,
    settles: null,
  }));
  const left = lines.reduce((rest, { minor }) => rest - minor, amountMinor);
  const matched: MatchedLine[] = lines.filter(({ part }) => part.matches);
  if (left !== 0n && ownMatches) matched.push({ place: 0, minor: left, part: null, settles: null });
  return matched;
}

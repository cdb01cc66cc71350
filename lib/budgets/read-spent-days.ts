import 'server-only';
import { deserialize, serialize } from 'node:v8';
import { type CivilDate, lastDayOfMonth } from '#lib/dates/civil-date';
import type { Span } from '#lib/dates/cycles';
import { db, Prisma } from '#lib/db/client';
import { keptPlan } from '#lib/db/kept-plan';
import { unnamedCurrency } from '#lib/money/currency';
import { toSafeNumber } from '#lib/money/minor';
import { printsAsRows } from '#lib/month-sums/sums-as-rows';
import type { Viewer } from '#lib/privacy/viewer';
import type { Traits } from '#lib/traits/read-traits';
import { notWhole } from '#lib/transactions/counted-lines';
import { countsAs } from '#lib/transactions/line-conditions';
import { openMemory } from '#lib/versions/memory';
import { otherLines, wholeLines } from './spending-lines.ts';

/** What was spent on a day, since 1970-01-01, in one category and currency. */
export type SpentDay = {
  day: number;
  categoryId: string | null;
  currency: string;
  spentMinor: number;
  /** Of it, pending. */
  pendingMinor: number;
};

/** As PostgreSQL writes them, an array for each day: read ten times as fast as rows. */
type Lines = string;
type KeptMonths = Map<CivilDate, { print: string; lines: Lines }>;

/**
 * What was spent day by day in the months that some time touches. Of a month whose rows have the print that they had when it
 * was read last (lib/month-sums) that is known; all others are read, in the statement that says which these are, so
 * that all of it is of one moment. Rows in parts or with links are read each time.
 *
 * What is kept is known again by which rows it was made of, as the viewer saw them, and by what they count as: no order of
 * commits makes it wrong. Only for households whose rows are in the sums.
 */
export async function readSpentDays(
  viewer: Viewer,
  { from, to }: Span,
  { parts, links }: Pick<Traits, 'parts' | 'links'>,
): Promise<SpentDay[]> {
  const months = { from: `${from.slice(0, 7)}-01`, to: lastDayOfMonth(to) };
  const name = JSON.stringify(['days', viewer.householdId, viewer.memberId, months]);
  const kept = findKept(name);
  const read = await queryMonths(viewer, months, { hasOthers: parts || links, kept });
  const now: KeptMonths = new Map();
  const all: Lines[] = [];
  for (const { month, print, lines } of read) {
    const known = lines ?? kept.get(month ?? '')?.lines;
    if (known === undefined) continue;
    all.push(known);
    if (month && print) now.set(month, { print, lines: known });
  }
  if (read.some(({ month, lines }) => month && lines)) keep(name, now);
  return all.flatMap(readLines);
}

function findKept(name: string): KeptMonths {
  const found = openMemory().kept.get(name);
  return found ? (deserialize(found.bytes) as KeptMonths) : new Map();
}

function keep(name: string, months: KeptMonths): void {
  openMemory().kept.set(name, { topics: [], version: '', bytes: serialize(months) });
}

type Month = {
  /** Its first day; null for the lines of rows in parts or with links. */
  month: CivilDate | null;
  /** Null where it is not known which rows there are. */
  print: string | null;
  /** Null where it has the print that it had. */
  lines: Lines | null;
};

/** A month in which nothing was spent is not among them. */
function queryMonths(
  viewer: Viewer,
  months: Span,
  { hasOthers, kept }: { hasOthers: boolean; kept: KeptMonths },
): Promise<Month[]> {
  const prints = [...kept.values()].map(({ print }) => print);
  const others = Prisma.sql`
    UNION ALL SELECT NULL, NULL, ${linesOf(Prisma.sql`(${otherLines(viewer, months)}) l`)}`;
  return db().$queryRaw<Month[]>`
    ${keptPlan} WITH "kind" AS (
      SELECT e."date" AS "month", e."categoryId", e."currency", e."pending",
        CASE WHEN bool_and(e."print" IS NOT NULL) THEN bit_xor(e."print") END AS "print"
      FROM ${printsAsRows(viewer, months, hasOthers ? notWhole(viewer) : null)} e
      WHERE ${countsAs(viewer, 'spending', 'e')}
      GROUP BY 1, 2, 3, 4
    ), "now" AS MATERIALIZED (
      SELECT k."month", CASE WHEN bool_and(k."print" IS NOT NULL) THEN md5(string_agg(
        (k."month", k."categoryId", k."currency", k."pending", k."print")::text, ','
        ORDER BY k."categoryId", k."currency", k."pending")) END AS "print"
      FROM "kind" k WHERE k."print" IS DISTINCT FROM 0 GROUP BY 1
    ), "anew" AS MATERIALIZED (
      SELECT n."month" FROM "now" n WHERE (n."print" = ANY(${prints}::text[])) IS NOT TRUE
    ), "line" AS MATERIALIZED (
      SELECT l.* FROM (${wholeLines(viewer, months, { hasOthers })}) l
      WHERE l."date" >= (SELECT min(a."month") FROM "anew" a)
        AND l."date" < (SELECT max(a."month") + interval '1 month' FROM "anew" a)
    )
    SELECT n."month"::text AS "month", n."print", CASE WHEN a."month" IS NOT NULL THEN ${linesOf(
      Prisma.sql`"line" l WHERE l."date" >= n."month" AND l."date" < n."month" + interval '1 month'`,
    )} END AS "lines"
    FROM "now" n LEFT JOIN "anew" a ON a."month" = n."month"
    ${hasOthers ? others : Prisma.empty}`;
}

/** SQL: some lines (`l`) added up. */
function linesOf(lines: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`COALESCE((
    SELECT json_agg(json_build_array(d."date" - DATE '1970-01-01', d."categoryId",
      COALESCE(d."currency", ${unnamedCurrency}), d."spentMinor", d."pendingMinor"))::text
    FROM (
      SELECT l."date", l."categoryId", l."currency", -sum(l."amountMinor") AS "spentMinor",
        -COALESCE(sum(l."amountMinor") FILTER (WHERE l."pending"), 0) AS "pendingMinor"
      FROM ${lines} GROUP BY 1, 2, 3) d), '[]')`;
}

function readLines(lines: Lines): SpentDay[] {
  const read = JSON.parse(lines) as [number, string | null, string, number, number][];
  return read.map(([day, categoryId, currency, spentMinor, pendingMinor]) => ({
    day,
    categoryId,
    currency,
    spentMinor: toSafeNumber(BigInt(spentMinor)),
    pendingMinor: toSafeNumber(BigInt(pendingMinor)),
  }));
}

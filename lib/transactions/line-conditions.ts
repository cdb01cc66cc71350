import 'server-only';
import { db, Prisma } from '#lib/db/client';
import { containing } from '#lib/db/containing';
import { keptPlan } from '#lib/db/kept-plan';
import type { Viewer } from '#lib/privacy/viewer';
import type { TransactionFilter } from './contract.ts';
import { inParts, isWhole, linesOf, notWhole } from './counted-lines.ts';
import { noCategory } from './filter-url.ts';
import { parseSearch, type SearchCount, type SearchPossession } from './search-language.ts';

/**
 * Where a line of a transaction stands: `e`, the row itself; `p`, one of its parts; or `l`, a row of
 * "EffectiveLine", which also knows what came back of which expense.
 */
type Line = 'e' | 'p' | 'l';
type Ask = (line: Line) => Prisma.Sql;

/**
 * SQL: asked of the row itself, and of its parts or, where what a line counts as is asked, of its counted lines. Of
 * neither where every row is known to be whole.
 */
export type LineConditions = {
  own: Prisma.Sql;
  /** Only what counts as spending or income is asked for: nothing hidden, and no transfer of whatever category. */
  isFlow: boolean;
} & (
  | { part: Prisma.Sql; counted: null }
  | { part: null; counted: Prisma.Sql }
  | { part: null; counted: null }
);

/**
 * SQL: what a filter asks of the lines of a row, which are its parts (`p`) and the row itself (`e`) with what
 * they leave of it. One line must be all that is asked. Null where nothing is asked of them. What a line counts
 * as only "EffectiveLine" (`l`) knows; of a row that is whole the row knows it too (`own`), and sooner.
 */
export function lineConditions(viewer: Viewer, filter: TransactionFilter): LineConditions | null {
  const asked = [...fieldAsks(viewer, filter), ...searchAsks(viewer, filter.q ?? '')];
  if (asked.length === 0) return null;
  const all = (line: Line) =>
    Prisma.sql`(${Prisma.join(
      asked.map((ask) => ask(line)),
      ' AND ',
    )})`;
  const isFlow = parseSearch(filter.q ?? '').counts.some((count) => count !== 'direct');
  return isFlow
    ? { own: all('e'), isFlow, part: null, counted: inDays(filter, all('l')) }
    : { own: all('e'), isFlow, part: all('p'), counted: null };
}

/**
 * The same for a household as it is: most have no row in parts, and none that pays another back, and what looks for
 * such lines takes PostgreSQL longer to plan than a page to read.
 */
export async function readLineConditions(
  viewer: Viewer,
  filter: TransactionFilter,
): Promise<LineConditions | null> {
  const lines = lineConditions(viewer, filter);
  if (!lines) return null;
  const inLines = lines.counted ? notWhole(viewer) : inParts(viewer);
  const [found] = await db().$queryRaw<{ any: boolean }[]>`
    ${keptPlan} SELECT EXISTS (${inLines}) AS "any"`;
  return found?.any ? lines : { ...lines, part: null, counted: null };
}

/**
 * SQL: whether `e` has such a line. What its parts cover whole is no line of its own: asked by id and amount
 * in one hashed look-up, as one sum for each row made PostgreSQL read the rows themselves.
 */
export function hasLine(viewer: Viewer, { own, part, counted }: LineConditions): Prisma.Sql {
  const { householdId } = viewer;
  if (counted) {
    const lines = linesOf(viewer, { ids: notWhole(viewer), counted });
    return Prisma.sql`(${own} AND ${isWhole(viewer)}
      OR (e."id" IN (SELECT l."transactionId" FROM ${lines} l)) IS TRUE)`;
  }
  if (!part) return own;
  return Prisma.sql`((${own} AND ((e."id", e."amountMinor") IN (
      SELECT p."transactionId", sum(p."amountMinor")::bigint FROM "EffectivePart" p
      WHERE p."householdId" = ${householdId}::uuid GROUP BY 1)) IS NOT TRUE)
    OR e."id" IN (
      SELECT p."transactionId" FROM "EffectivePart" p
      WHERE p."householdId" = ${householdId}::uuid AND ${part}))`;
}

function fieldAsks(viewer: Viewer, { categoryId, tagIds }: TransactionFilter): Ask[] {
  const asks: Ask[] = [];
  if (categoryId === noCategory) {
    asks.push((line) => Prisma.sql`${categoryOf(line)} IS NULL`);
  } else if (categoryId) {
    asks.push((line) => inCategory(viewer, categoryId, line));
  }
  if (tagIds) asks.push((line) => hasTag(viewer, Prisma.sql`= ANY(${tagIds}::uuid[])`, line));
  return asks;
}

function searchAsks(viewer: Viewer, text: string): Ask[] {
  const { categories, tags, has, counts } = parseSearch(text);
  const asks = has.flatMap((possession) => possessionAsks[possession] ?? []);
  asks.push(...counts.map((count) => countAsks(viewer)[count]));
  if (categories.length > 0) asks.push((line) => inCategories(viewer, categories, line));
  if (tags.length > 0) asks.push((line) => hasTag(viewer, tagsNamed(viewer, tags), line));
  return asks;
}

const possessionAsks: Partial<Record<SearchPossession, Ask>> = {
  category: (line) => Prisma.sql`${categoryOf(line)} IS NOT NULL`,
  tag: (line) => {
    const ofRow = Prisma.sql`${rowOf(line)} IN (SELECT x."transactionId" FROM "EffectiveTag" x
      WHERE x."householdId" = ${householdOf(line)})`;
    if (line === 'e') return ofRow;
    if (line === 'p') return Prisma.sql`(${ofRow} OR p."tagIds" <> '{}')`;
    return Prisma.sql`(${ofRow} OR EXISTS (SELECT FROM "EffectivePart" p
      WHERE p."householdId" = l."householdId" AND p."id" = l."partId" AND p."tagIds" <> '{}'))`;
  },
};

const countAsks = (viewer: Viewer): Record<SearchCount, Ask> => ({
  spending: (line) => countsAs(viewer, 'spending', line),
  income: (line) => countsAs(viewer, 'income', line),
  cashflow: (line) =>
    Prisma.sql`(${countsAs(viewer, 'spending', line)} OR ${countsAs(viewer, 'income', line)})`,
  direct: (line) => Prisma.sql`(${categoryOf(line)} = ANY(ARRAY(
    SELECT c."id" FROM "Category" c
    WHERE c."householdId" = ${viewer.householdId}::uuid AND c."parentId" IS NULL))) IS TRUE`,
});

/**
 * Of a row that is whole by the rule of "EffectiveLine"; parts are not asked, see `lineConditions`. A hash table and no
 * array: looked through for each row, a hundred categories took longer than reading it.
 */
export function countsAs(
  { householdId }: Viewer,
  flow: 'spending' | 'income',
  line: Line,
): Prisma.Sql {
  if (line !== 'e') return Prisma.sql`l."flow" = ${flow}`;
  const sign = flow === 'income' ? Prisma.sql`>` : Prisma.sql`<=`;
  return Prisma.sql`(NOT e."hidden" AND NOT e."transfer" AND ((e."categoryId" IN (
    SELECT c."id" FROM "Category" c WHERE c."householdId" = ${householdId}::uuid
      AND c."kind"::text = ${flow} AND NOT c."excludeFromSpending")) IS TRUE
    OR e."categoryId" IS NULL AND e."amountMinor" ${sign} 0))`;
}

/** A line is of its row's day: said of it, too, only those days are made of it. */
function inDays({ from, to }: TransactionFilter, asked: Prisma.Sql): Prisma.Sql {
  const first = from ? Prisma.sql`AND l."date" >= ${from}::date` : Prisma.empty;
  const last = to ? Prisma.sql`AND l."date" <= ${to}::date` : Prisma.empty;
  return Prisma.sql`${asked} ${first} ${last}`;
}

/** The category itself, or one of the group. An array and IS TRUE as in `seesAccount`. */
function inCategory({ householdId }: Viewer, categoryId: string, line: Line): Prisma.Sql {
  return Prisma.sql`(${categoryOf(line)} = ANY(ARRAY(
    SELECT c."id" FROM "Category" c WHERE c."householdId" = ${householdId}::uuid
      AND ${categoryId}::uuid IN (c."id", c."parentId")))) IS TRUE`;
}

/** By the category's name or its group's. */
function inCategories({ householdId }: Viewer, names: string[], line: Line): Prisma.Sql {
  const named = Prisma.sql`(${categoryOf(line)} = ANY(ARRAY(
    SELECT c."id" FROM "Category" c
    LEFT JOIN "Category" g ON g."householdId" = c."householdId" AND g."id" = c."parentId"
    WHERE c."householdId" = ${householdId}::uuid
      AND (c."name" ILIKE ANY(${names.map(containing)}) OR g."name" ILIKE ANY(${names.map(containing)}))
  ))) IS TRUE`;
  const none = names.some((name) => name.toLowerCase() === noCategory);
  return none ? Prisma.sql`(${named} OR ${categoryOf(line)} IS NULL)` : named;
}

/** SQL: "is one of the tags that are called so". */
function tagsNamed({ householdId }: Viewer, names: string[]): Prisma.Sql {
  return Prisma.sql`= ANY(ARRAY(SELECT g."id" FROM "Tag" g
    WHERE g."householdId" = ${householdId}::uuid AND g."name" ILIKE ANY(${names.map(containing)})))`;
}

/** A tag of the row is one of each of its parts. */
function hasTag({ householdId }: Viewer, isMeant: Prisma.Sql, line: Line): Prisma.Sql {
  const ofRow = Prisma.sql`(${rowOf(line)} IN (
    SELECT x."transactionId" FROM "EffectiveTag" x
    WHERE x."householdId" = ${householdId}::uuid AND x."tagId" ${isMeant})) IS TRUE`;
  if (line === 'e') return ofRow;
  if (line === 'l') {
    return Prisma.sql`(${ofRow} OR EXISTS (
      SELECT FROM "EffectivePart" p CROSS JOIN unnest(p."tagIds") AS u("id")
      WHERE p."householdId" = ${householdId}::uuid AND p."id" = l."partId" AND u."id" ${isMeant}))`;
  }
  return Prisma.sql`(${ofRow}
    OR EXISTS (SELECT FROM unnest(p."tagIds") AS u("id") WHERE u."id" ${isMeant}))`;
}

const columns = {
  e: {
    category: Prisma.sql`e."categoryId"`,
    household: Prisma.sql`e."householdId"`,
    row: Prisma.sql`e."id"`,
  },
  p: {
    category: Prisma.sql`p."categoryId"`,
    household: Prisma.sql`p."householdId"`,
    row: Prisma.sql`p."transactionId"`,
  },
  l: {
    category: Prisma.sql`l."categoryId"`,
    household: Prisma.sql`l."householdId"`,
    row: Prisma.sql`l."transactionId"`,
  },
} as const satisfies Record<Line, Record<string, Prisma.Sql>>;

const categoryOf = (line: Line) => columns[line].category;
const householdOf = (line: Line) => columns[line].household;
const rowOf = (line: Line) => columns[line].row;

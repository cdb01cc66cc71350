import 'server-only';
import { Prisma } from '#lib/db/client';
import { containing } from '#lib/db/containing';
import type { Viewer } from '#lib/privacy/viewer';
import { noCategory, type TransactionFilter } from './contract.ts';
import { parseSearch, type SearchPossession } from './search-language.ts';

/** Where a line of a transaction stands: `e`, the row itself, or `p`, one of its parts. */
type Line = 'e' | 'p';
type Ask = (line: Line) => Prisma.Sql;

/**
 * SQL: what a filter asks of the lines of a row, which are its parts (`p`) and the row itself (`e`) with what
 * they leave of it. One line must be all that is asked. Null where nothing is asked of them.
 */
export function lineConditions(
  viewer: Viewer,
  filter: TransactionFilter,
): Record<'own' | 'part', Prisma.Sql> | null {
  const asked = [...fieldAsks(viewer, filter), ...searchAsks(viewer, filter.q ?? '')];
  if (asked.length === 0) return null;
  const all = (line: Line) =>
    Prisma.sql`(${Prisma.join(
      asked.map((ask) => ask(line)),
      ' AND ',
    )})`;
  return { own: all('e'), part: all('p') };
}

/**
 * SQL: whether `e` has such a line. What its parts cover whole is no line of its own: asked by id and amount
 * in one hashed look-up, as one sum for each row made PostgreSQL read the rows themselves.
 */
export function hasLine(
  { householdId }: Viewer,
  { own, part }: Record<'own' | 'part', Prisma.Sql>,
): Prisma.Sql {
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
  const { categories, tags, has } = parseSearch(text);
  const asks = has.flatMap((possession) => possessionAsks[possession] ?? []);
  if (categories.length > 0) asks.push((line) => inCategories(viewer, categories, line));
  if (tags.length > 0) asks.push((line) => hasTag(viewer, tagsNamed(viewer, tags), line));
  return asks;
}

const possessionAsks: Partial<Record<SearchPossession, Ask>> = {
  category: (line) => Prisma.sql`${categoryOf(line)} IS NOT NULL`,
  tag: (line) => {
    const ofRow = Prisma.sql`${rowOf(line)} IN (SELECT x."transactionId" FROM "EffectiveTag" x
      WHERE x."householdId" = ${householdOf(line)})`;
    return line === 'e' ? ofRow : Prisma.sql`(${ofRow} OR p."tagIds" <> '{}')`;
  },
};

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
  return Prisma.sql`(${ofRow}
    OR EXISTS (SELECT FROM unnest(p."tagIds") AS u("id") WHERE u."id" ${isMeant}))`;
}

const categoryOf = (line: Line) =>
  line === 'e' ? Prisma.sql`e."categoryId"` : Prisma.sql`p."categoryId"`;
const householdOf = (line: Line) =>
  line === 'e' ? Prisma.sql`e."householdId"` : Prisma.sql`p."householdId"`;
const rowOf = (line: Line) => (line === 'e' ? Prisma.sql`e."id"` : Prisma.sql`p."transactionId"`);

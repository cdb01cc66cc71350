import 'server-only';
import { Prisma } from '#lib/db/client';
import type { SplitPartDto } from './contract.ts';

/** A part as `partsOfRow` gives it. */
export type MatchedPart = SplitPartDto & { matches: boolean };

/**
 * SQL: the parts that count of `e`, a row of "EffectiveTransaction", as JSON in their order; null for none.
 *
 * @param matches  asked of each part `p`; said beside it
 */
export const partsOfRow = (matches = Prisma.sql`true`) => Prisma.sql`(
  SELECT jsonb_agg(jsonb_build_object('id', p."id", 'minor', p."amountMinor", 'note', p."note",
    'matches', ${matches},
    'category', CASE WHEN c."id" IS NOT NULL
      THEN jsonb_build_object('id', c."id", 'name', c."name", 'kind', c."kind") END,
    'tags', (SELECT COALESCE(jsonb_agg(jsonb_build_object('id', g."id", 'name', g."name")
        ORDER BY lower(g."name"), g."id"), '[]')
      FROM "Tag" g WHERE g."householdId" = p."householdId" AND g."id" = ANY(p."tagIds")))
    ORDER BY p."position")
  FROM "EffectivePart" p
  LEFT JOIN "Category" c ON c."householdId" = p."householdId" AND c."id" = p."categoryId"
  WHERE p."householdId" = e."householdId" AND p."transactionId" = e."id")`;

import 'server-only';
import { db, Prisma, type Tx } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { seesAccount, type Viewer } from '#lib/privacy/viewer';
import type { TransactionFilter } from '#lib/transactions/contract';
import { filterConditions } from '#lib/transactions/filter-conditions';
import {
  type TagCountsDto,
  type TagDto,
  type TagListDto,
  type TransactionTagsDto,
  tagLimit,
} from './contract.ts';

type Client = Pick<Tx, '$queryRaw'>;

/** Every tag of the household by name. */
export async function listTags(viewer: Viewer, client: Client = db()): Promise<TagListDto> {
  const items = await client.$queryRaw<TagDto[]>`
    SELECT g."id", g."name", COALESCE(u."count", 0)::int AS "transactions"
    FROM "Tag" g
    LEFT JOIN (
      SELECT x."tagId", count(*) AS "count"
      FROM "EffectiveTag" x
      JOIN "EffectiveTransaction" e
        ON e."householdId" = x."householdId" AND e."id" = x."transactionId"
      WHERE x."householdId" = ${viewer.householdId}::uuid
        AND ${seesAccount(viewer, Prisma.sql`e."accountId"`)}
      GROUP BY 1) u ON u."tagId" = g."id"
    WHERE g."householdId" = ${viewer.householdId}::uuid
    ORDER BY lower(g."name"), g."id" LIMIT ${tagLimit}`;
  return { items, nextCursor: null };
}

/** How many of what a filter lets through have each tag. */
export async function countTags(viewer: Viewer, filter: TransactionFilter): Promise<TagCountsDto> {
  const items = await db().$queryRaw<TagCountsDto['items']>`
    SELECT x."tagId" AS "id", count(*)::int AS "transactions"
    FROM "EffectiveTransaction" e
    JOIN "EffectiveTag" x ON x."householdId" = e."householdId" AND x."transactionId" = e."id"
    WHERE ${Prisma.join(filterConditions(viewer, filter), ' AND ')}
    GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${tagLimit}`;
  return { items, nextCursor: null };
}

/** What is said of tags on one transaction, and by whom. @throws AppError not_found */
export async function listTagsOf(
  viewer: Viewer,
  transactionId: string,
): Promise<TransactionTagsDto> {
  const { householdId } = viewer;
  const rows = await db().$queryRaw<SaidRow[]>`
    SELECT g."id", g."name", COALESCE(x."byPerson", true) AS "on", x."byPerson" IS NOT NULL AS "byPerson",
      r."id" AS "ruleId", r."name" AS "ruleName"
    FROM "EffectiveTransaction" e
    LEFT JOIN "TransactionTag" x
      ON x."householdId" = e."householdId" AND x."transactionId" = e."id"
    LEFT JOIN "Tag" g ON g."householdId" = x."householdId" AND g."id" = x."tagId"
    LEFT JOIN "Rule" r ON r."householdId" = x."householdId" AND r."id" = x."ruleId"
    WHERE e."householdId" = ${householdId}::uuid AND e."id" = ${transactionId}::uuid
      AND ${seesAccount(viewer, Prisma.sql`e."accountId"`)}
    ORDER BY lower(g."name"), g."id"`;
  if (rows.length === 0) throw new AppError('not_found', 'There is no such transaction.');
  return { items: rows.flatMap(toTransactionTag), nextCursor: null };
}

type SaidRow = {
  /** Null where nothing is said of any tag. */
  id: string | null;
  name: string;
  on: boolean;
  byPerson: boolean;
  ruleId: string | null;
  ruleName: string;
};

function toTransactionTag({ id, name, on, byPerson, ruleId, ruleName }: SaidRow) {
  if (id === null) return [];
  const by = byPerson ? ('person' as const) : ('rule' as const);
  return [{ id, name, on, by, rule: ruleId ? { id: ruleId, name: ruleName } : null }];
}

import 'server-only';
import { db, Prisma, type Tx } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { seesAccount, type Viewer } from '#lib/privacy/viewer';
import { type TagDto, type TagListDto, type TransactionTagsDto, tagLimit } from './contract.ts';

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

/** The tags of one transaction. @throws AppError not_found */
export async function listTagsOf(
  viewer: Viewer,
  transactionId: string,
): Promise<TransactionTagsDto> {
  const { householdId } = viewer;
  const rows = await db().$queryRaw<{ id: string | null; name: string; by: 'person' | 'rule' }[]>`
    SELECT g."id", g."name", x."by"
    FROM "EffectiveTransaction" e
    LEFT JOIN "EffectiveTag" x
      ON x."householdId" = e."householdId" AND x."transactionId" = e."id"
    LEFT JOIN "Tag" g ON g."householdId" = x."householdId" AND g."id" = x."tagId"
    WHERE e."householdId" = ${householdId}::uuid AND e."id" = ${transactionId}::uuid
      AND ${seesAccount(viewer, Prisma.sql`e."accountId"`)}
    ORDER BY lower(g."name"), g."id"`;
  if (rows.length === 0) throw new AppError('not_found', 'There is no such transaction.');
  const items = rows.flatMap(({ id, name, by }) => (id === null ? [] : [{ id, name, by }]));
  return { items, nextCursor: null };
}

import 'server-only';
import { db, Prisma, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { AppError } from '#lib/errors';
import { publish } from '#lib/live/publish';
import { seesAccount, type Viewer } from '#lib/privacy/viewer';
import {
  type ChangeTagsInput,
  type TagInput,
  type TagListDto,
  type TransactionTagsDto,
  tagLimit,
} from './contract.ts';
import { listTags, listTagsOf } from './queries.ts';

/** The tag of that name, made if there is none: whoever types a name means it. */
export async function createTag(viewer: Viewer, { name }: TagInput): Promise<TagListDto> {
  const { householdId } = viewer;
  return db().$transaction(async (tx) => {
    const count = await tx.tag.count({ where: { householdId } });
    if (count >= tagLimit) {
      throw new AppError(
        'invalid_input',
        `There is room for ${tagLimit} tags. Nothing was changed.`,
      );
    }
    await tx.$executeRaw`
      INSERT INTO "Tag" ("householdId", "id", "name")
      VALUES (${householdId}::uuid, ${newId()}::uuid, ${name})
      ON CONFLICT ("householdId", lower("name")) DO NOTHING`;
    await publish(tx, householdId, ['tags']);
    return listTags(viewer, tx);
  });
}

/** @throws AppError not_found; invalid_input when another has that name */
export async function renameTag(
  viewer: Viewer,
  tagId: string,
  { name }: TagInput,
): Promise<TagListDto> {
  const { householdId } = viewer;
  return db().$transaction(async (tx) => {
    const tag = await tx.tag.findFirst({ where: { householdId, id: tagId }, select: { id: true } });
    if (!tag) throw new AppError('not_found', 'There is no such tag.');
    const [taken] = await tx.$queryRaw<{ id: string }[]>`
      SELECT "id" FROM "Tag" WHERE "householdId" = ${householdId}::uuid
        AND lower("name") = lower(${name}) AND "id" <> ${tagId}::uuid`;
    if (taken) {
      throw new AppError('invalid_input', 'Another tag has this name. Nothing was changed.', {
        fields: { name: 'Another tag has this name; merge the two instead.' },
      });
    }
    await tx.tag.updateMany({ where: { householdId, id: tagId }, data: { name } });
    await publish(tx, householdId, ['tags', 'transactions']);
    return listTags(viewer, tx);
  });
}

/** @throws AppError not_found; invalid_input when a tag is not of this household */
export async function changeTagsOf(
  viewer: Viewer,
  transactionId: string,
  input: ChangeTagsInput,
): Promise<TransactionTagsDto> {
  await db().$transaction(async (tx) => {
    const changed = await changeTags(tx, viewer, [transactionId], input);
    if (changed === 0) throw new AppError('not_found', 'There is no such transaction.');
    await publish(tx, viewer.householdId, ['tags', 'transactions']);
  });
  return listTagsOf(viewer, transactionId);
}

/**
 * What a person decides about the tags of transactions, of those that they see; returns how many those
 * are. A tag that is taken off stays off, whatever rules say.
 *
 * @throws AppError invalid_input when a tag is not of this household
 */
async function changeTags(
  tx: Tx,
  viewer: Viewer,
  transactionIds: string[],
  { add = [], remove = [], revert = [] }: ChangeTagsInput,
): Promise<number> {
  const { householdId } = viewer;
  await requireTags(tx, householdId, [...add, ...remove, ...revert]);
  const seen = await tx.$queryRaw<{ id: string }[]>`
    SELECT e."id" FROM "EffectiveTransaction" e
    WHERE e."householdId" = ${householdId}::uuid AND e."id" = ANY(${transactionIds}::uuid[])
      AND ${seesAccount(viewer, Prisma.sql`e."accountId"`)}
    ORDER BY e."id"`;
  const ids = seen.map(({ id }) => id);
  for (const [tagIds, byPerson] of [
    [add, true],
    [remove, false],
  ] as const) {
    if (tagIds.length === 0) continue;
    await tx.$executeRaw`
      INSERT INTO "TransactionTag" ("householdId", "transactionId", "tagId", "byPerson")
      SELECT ${householdId}::uuid, t."id", g."id", ${byPerson}
      FROM unnest(${ids}::uuid[]) AS t("id") CROSS JOIN unnest(${tagIds}::uuid[]) AS g("id")
      ON CONFLICT ("householdId", "transactionId", "tagId") DO UPDATE
        SET "byPerson" = EXCLUDED."byPerson"`;
  }
  const reverted = { householdId, transactionId: { in: ids }, tagId: { in: revert } };
  if (revert.length > 0) {
    await tx.transactionTag.updateMany({ where: reverted, data: { byPerson: null } });
    await tx.transactionTag.deleteMany({ where: { ...reverted, ruleId: null } });
  }
  return ids.length;
}

/** @throws AppError invalid_input */
export async function requireTags(
  tx: Pick<Tx, 'tag'>,
  householdId: string,
  tagIds: string[],
): Promise<void> {
  const found = await tx.tag.count({ where: { householdId, id: { in: tagIds } } });
  if (found === new Set(tagIds).size) return;
  throw new AppError('invalid_input', 'There is no such tag. Nothing was changed.', {
    fields: { tagIds: 'There is no such tag.' },
  });
}

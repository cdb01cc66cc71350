import 'server-only';
import { db, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { AppError } from '#lib/errors';
import { publish } from '#lib/live/publish';
import type { Viewer } from '#lib/privacy/viewer';
import { type TagInput, type TagListDto, tagLimit } from './contract.ts';
import { listTags } from './queries.ts';

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

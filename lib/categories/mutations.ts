import 'server-only';
import { db, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { AppError } from '#lib/errors';
import { publish } from '#lib/live/publish';
import {
  type CategoryListDto,
  type CategoryPatch,
  type CreateCategoryInput,
  categoryLimit,
} from './contract.ts';
import { cardPayment, defaultTree } from './default-tree.ts';
import { lockSorting } from './lock-sorting.ts';
import { getCategoryList } from './queries.ts';

/** Gives a new household its own copy of the default categories. */
export async function createDefaultCategories(tx: Tx, householdId: string): Promise<void> {
  const groups = defaultTree.map((group) => ({ ...group, id: newId() }));
  const cardGroup = groups.find((group) => group.code === cardPayment.groupCode);
  await tx.category.createMany({
    data: groups.map(({ id, name, kind, code }, position) => ({
      householdId,
      id,
      name,
      kind,
      plaidCode: code,
      position,
    })),
  });
  const children = groups.flatMap((group) =>
    Object.entries(group.categories).map(([suffix, name]) => ({
      parentId: group.id,
      name,
      kind: group.kind,
      plaidCode: `${group.code}_${suffix}`,
    })),
  );
  const card = { parentId: cardGroup?.id, name: cardPayment.name, kind: cardPayment.kind };
  await tx.category.createMany({
    data: [{ ...card, plaidCode: cardPayment.code }, ...children].map((child, position) => ({
      householdId,
      id: newId(),
      position,
      ...child,
    })),
  });
}

/** A new category at the end of its group, or a new group. @throws AppError invalid_input */
export async function createCategory(
  householdId: string,
  { name, groupId, kind }: CreateCategoryInput,
): Promise<CategoryListDto> {
  return change(householdId, async (tx) => {
    const group = groupId === null ? null : await requireGroup(tx, householdId, groupId);
    const count = await tx.category.count({ where: { householdId, mergedIntoId: null } });
    if (count >= categoryLimit) {
      throw new AppError('invalid_input', `There is room for ${categoryLimit} categories.`);
    }
    const siblings = await listSiblings(tx, householdId, groupId);
    const id = newId();
    await tx.category.create({
      data: {
        householdId,
        id,
        name,
        kind: group?.kind ?? kind,
        parentId: groupId,
        position: siblings.length,
      },
    });
    await setOrder(tx, householdId, groupId, [...siblings, id]);
  });
}

/** @throws AppError not_found or invalid_input */
export async function updateCategory(
  householdId: string,
  categoryId: string,
  { name, icon, place, excludeFromSpending, archived }: CategoryPatch,
): Promise<CategoryListDto> {
  return change(householdId, async (tx) => {
    const { count } = await tx.category.updateMany({
      where: { householdId, id: categoryId, mergedIntoId: null },
      data: {
        ...(name !== undefined && { name }),
        ...(icon !== undefined && { icon }),
        ...(excludeFromSpending !== undefined && { excludeFromSpending }),
        ...(archived !== undefined && { archivedAt: archived ? new Date() : null }),
      },
    });
    if (count === 0) throw new AppError('not_found', 'There is no such category.');
    if (place) await move(tx, householdId, categoryId, place);
  });
}

async function change(
  householdId: string,
  work: (tx: Tx) => Promise<void>,
): Promise<CategoryListDto> {
  return db().$transaction(async (tx) => {
    await lockSorting(tx, householdId);
    await work(tx);
    await publish(tx, householdId, ['categories', 'transactions']);
    return getCategoryList(householdId, tx);
  });
}

/** Categories have two levels: a group with categories of its own goes into no other. */
async function move(
  tx: Tx,
  householdId: string,
  categoryId: string,
  { groupId, index }: NonNullable<CategoryPatch['place']>,
): Promise<void> {
  if (groupId !== null) {
    const { kind } = await requireGroup(tx, householdId, groupId);
    const children = await listSiblings(tx, householdId, categoryId);
    if (groupId === categoryId || children.length > 0) {
      throw new AppError(
        'invalid_input',
        'A group that has categories cannot go into another. Nothing was changed; move its categories first.',
      );
    }
    await tx.category.updateMany({ where: { householdId, id: categoryId }, data: { kind } });
  }
  const siblings = await listSiblings(tx, householdId, groupId);
  const others = siblings.filter((id) => id !== categoryId);
  await setOrder(tx, householdId, groupId, others.toSpliced(index, 0, categoryId));
}

async function listSiblings(
  tx: Tx,
  householdId: string,
  parentId: string | null,
): Promise<string[]> {
  const rows = await tx.category.findMany({
    where: { householdId, parentId, mergedIntoId: null },
    select: { id: true },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    take: categoryLimit,
  });
  return rows.map(({ id }) => id);
}

async function setOrder(
  tx: Tx,
  householdId: string,
  parentId: string | null,
  ids: string[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Category" c SET "position" = o."place" - 1, "parentId" = ${parentId}::uuid
    FROM unnest(${ids}::uuid[]) WITH ORDINALITY AS o("id", "place")
    WHERE c."householdId" = ${householdId}::uuid AND c."id" = o."id"`;
}

/** @throws AppError invalid_input when there is none, or it went into another */
export async function requireCategory(
  tx: Pick<Tx, 'category'>,
  householdId: string,
  categoryId: string,
  field = 'categoryId',
): Promise<void> {
  const found = await tx.category.count({
    where: { householdId, id: categoryId, mergedIntoId: null },
  });
  if (found > 0) return;
  throw new AppError('invalid_input', 'There is no such category. Nothing was changed.', {
    fields: { [field]: 'There is no such category.' },
  });
}

async function requireGroup(tx: Tx, householdId: string, groupId: string) {
  const group = await tx.category.findFirst({
    where: { householdId, id: groupId, parentId: null, mergedIntoId: null },
    select: { kind: true },
  });
  if (group) return group;
  throw new AppError('invalid_input', 'There is no such group. Nothing was changed.', {
    fields: { groupId: 'There is no such group.' },
  });
}

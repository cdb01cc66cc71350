import 'server-only';
import { type CategoryKind, categoryLimit } from '#lib/categories/contract';
import type { Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { publish } from '#lib/live/publish';
import { tagLimit } from '#lib/tags/contract';
import type { ApplyInput } from './contract.ts';
import type { Unknown } from './list-unknown.ts';
import type { Made } from './remove-made.ts';

type MadeNames = Omit<Made, 'memos'>;

/** Where categories stand that a file named: what they hold together says which of the two. */
const groups = { spending: 'From files', income: 'Income from files' } as const;

/**
 * Makes what a file names and the household does not have, as far as there is room. Whoever calls it holds
 * the lock on sorting alone. Returns what there is to take away when the import is undone.
 */
export async function makeUnknown(
  tx: Tx,
  householdId: string,
  { categories, tags }: Unknown,
  make: ApplyInput['make'],
): Promise<MadeNames> {
  const made: MadeNames = { categories: [], tags: [] };
  if (make.includes('tags') && tags.length > 0) made.tags = await makeTags(tx, householdId, tags);
  if (!make.includes('categories') || categories.size === 0) return made;
  const names = [...categories];
  const isIncome = ([, minor]: [string, number]) => minor > 0;
  made.categories = [
    ...(await makeCategories(tx, householdId, 'income', names.filter(isIncome))),
    ...(await makeCategories(
      tx,
      householdId,
      'spending',
      names.filter((each) => !isIncome(each)),
    )),
  ];
  await publish(tx, householdId, ['categories']);
  return made;
}

async function makeTags(
  tx: Tx,
  householdId: string,
  names: readonly string[],
): Promise<Made['tags']> {
  const room = tagLimit - (await tx.tag.count({ where: { householdId } }));
  const made = await tx.tag.createManyAndReturn({
    data: names.slice(0, Math.max(0, room)).map((name) => ({ householdId, id: newId(), name })),
    select: { id: true, name: true },
    skipDuplicates: true,
  });
  await publish(tx, householdId, ['tags']);
  return made;
}

async function makeCategories(
  tx: Tx,
  householdId: string,
  kind: CategoryKind & keyof typeof groups,
  named: readonly [string, number][],
): Promise<Made['categories']> {
  // The group needs a place, too.
  const room = categoryLimit - 1 - (await tx.category.count({ where: { householdId } }));
  if (named.length === 0 || room <= 0) return [];
  const group = { householdId, name: groups[kind], kind, parentId: null };
  const found = await tx.category.findFirst({
    where: { ...group, mergedIntoId: null },
    select: { id: true, name: true },
  });
  const parent =
    found ??
    (await tx.category.create({
      data: { ...group, id: newId(), position: await count(tx, householdId, null) },
      select: { id: true, name: true },
    }));
  const from = await count(tx, householdId, parent.id);
  const made = named.slice(0, room).map(([name]) => ({ id: newId(), name }));
  await tx.category.createMany({
    data: made.map((each, at) => ({
      ...{ householdId, ...each, kind, parentId: parent.id, position: from + at },
    })),
  });
  return found ? made : [parent, ...made];
}

function count(tx: Tx, householdId: string, parentId: string | null): Promise<number> {
  return tx.category.count({ where: { householdId, parentId } });
}

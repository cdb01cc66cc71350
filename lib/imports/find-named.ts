import 'server-only';
import type { Tx } from '#lib/db/client';

/** A household has fewer of each, see their contracts. */
const limit = 2_000;

/** What the names in a file stand for in a household; null or undefined where it has nothing of that name. */
export type Named = {
  /** Of Quicken's `Food:Groceries` the last that there is. */
  category: (name: string | null) => string | null;
  tag: (name: string) => string | undefined;
};

export async function findNamed(
  tx: Pick<Tx, 'category' | 'tag'>,
  householdId: string,
): Promise<Named> {
  const categories = await tx.category.findMany({
    where: { householdId, mergedIntoId: null },
    select: { id: true, name: true, parentId: true },
    orderBy: { id: 'asc' },
    take: limit,
  });
  // Of a group and one within it that are called alike, the one within it.
  const leavesLast = categories.sort(
    (a, b) => Number(a.parentId !== null) - Number(b.parentId !== null),
  );
  const categoryOf = new Map(leavesLast.map(({ id, name }) => [name.toLowerCase(), id]));
  const tags = await tx.tag.findMany({
    where: { householdId },
    select: { id: true, name: true },
    take: limit,
  });
  const tagOf = new Map(tags.map(({ id, name }) => [name.toLowerCase(), id]));
  return {
    category: (text) => {
      const names = [text ?? '', ...(text ?? '').split(':').reverse()];
      const ids = names.map((name) => categoryOf.get(name.trim().toLowerCase()));
      return ids.find((id) => id !== undefined) ?? null;
    },
    tag: (name) => tagOf.get(name.toLowerCase()),
  };
}

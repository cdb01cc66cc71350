import 'server-only';
import { db } from '#lib/db/client';
import type { CategoryDto } from './contract.ts';

/** Every category of the household, groups first, each in its order. */
export async function listCategories(householdId: string): Promise<CategoryDto[]> {
  const rows = await db().category.findMany({
    where: { householdId },
    select: { id: true, name: true, kind: true, parentId: true },
    orderBy: [{ parentId: { sort: 'asc', nulls: 'first' } }, { position: 'asc' }],
    take: 1_000,
  });
  return rows.map(({ parentId, ...row }) => ({ ...row, groupId: parentId }));
}

import 'server-only';
import type { Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { cardPayment, defaultTree } from './default-tree.ts';

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

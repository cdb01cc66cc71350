import { expect } from 'vitest';
import { db } from '#lib/db/client';
import { fetchProducts } from '#lib/products/fetch-products';
import type { ItemRef } from '#lib/sync/ports';

const keyOf = ({ householdId, itemId }: ItemRef) => ({
  householdId,
  itemId,
  product: 'statements' as const,
});

/** Has the list of a bank's statements read, as the sweep would: until the sandbox has gathered them. */
export async function readStatementList(item: ItemRef): Promise<void> {
  await expect
    .poll(
      async () => {
        await makeStatementsDue(item);
        await fetchProducts(item, () => 0.5);
        return (await readStatementsProduct(item)).state;
      },
      { timeout: 20_000 },
    )
    .toBe('ready');
}

export async function makeStatementsDue(item: ItemRef): Promise<void> {
  await db().itemProduct.updateMany({ where: keyOf(item), data: { dueAt: new Date(0) } });
}

export function readStatementsProduct(item: ItemRef) {
  return db().itemProduct.findUniqueOrThrow({
    where: { householdId_itemId_product: keyOf(item) },
  });
}

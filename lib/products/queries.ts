import 'server-only';
import { db } from '#lib/db/client';
import { itemNameColumns, itemNameOf } from '#lib/items/item-name';
import { listOpenAccounts, readItemSights, type Viewer } from '#lib/privacy/viewer';
import type { ProductDto, ProductName } from './contract.ts';
import { describeProduct } from './describe-product.ts';
import { products } from './products.ts';

const itemLimit = 200;

/** How far a product is here, of each connection with an account that may have it and that the viewer sees. */
export async function listProducts(viewer: Viewer, name: ProductName): Promise<ProductDto[]> {
  const { accountTypes, consent, words: what } = products[name];
  const [items, accountIds] = await Promise.all([readItemSights(viewer), listOpenAccounts(viewer)]);
  const rows = await db().item.findMany({
    where: {
      householdId: viewer.householdId,
      id: { in: [...items.keys()] },
      removeRequestedAt: null,
      accounts: { some: { id: { in: accountIds }, type: { in: accountTypes }, removedAt: null } },
    },
    select: {
      id: true,
      ...itemNameColumns,
      products: {
        where: { product: name },
        select: { state: true, errorType: true, errorCode: true, fetchedAt: true },
      },
    },
    orderBy: { createdAt: 'asc' },
    take: itemLimit,
  });
  return rows.map((row) => {
    const [facts = null] = row.products;
    const bank = itemNameOf(row);
    const decides = items.get(row.id)?.decides === true;
    return {
      itemId: row.id,
      bank,
      state: facts?.state ?? 'waiting',
      text: describeProduct(facts, { what, bank, decides }),
      consent: facts?.state === 'needs_consent' && decides ? consent : null,
    };
  });
}

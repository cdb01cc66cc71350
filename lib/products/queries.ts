import 'server-only';
import { db } from '#lib/db/client';
import { itemNameColumns, itemNameOf } from '#lib/items/item-name';
import { listOpenAccounts, readItemSights, type Viewer } from '#lib/privacy/viewer';
import type { ProductDto, ProductName } from './contract.ts';
import { describeProduct, type ProductFacts } from './describe-product.ts';
import { judgeOffer } from './judge-offer.ts';
import { products } from './products.ts';

const itemLimit = 200;

/** How far a product is here, of each connection with an account that may have it and that the viewer sees. */
export async function listProducts(viewer: Viewer, name: ProductName): Promise<ProductDto[]> {
  const { accountTypes, addedAs, consent, words: what } = products[name];
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
      plaid: true,
      errorType: true,
      errorCode: true,
      products: {
        where: { product: name },
        select: { state: true, errorType: true, errorCode: true, fetchedAt: true },
      },
    },
    orderBy: { createdAt: 'asc' },
    take: itemLimit,
  });
  return rows.map((row) => {
    const facts = standing(row, addedAs);
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

type ItemRow = {
  plaid: unknown;
  errorType: string | null;
  errorCode: string | null;
  products: ProductFacts[];
};

/** A connection that stands still brings nothing: then what it waits for is the connection's to say. */
function standing(item: ItemRow, addedAs: string | null): ProductFacts | null {
  const { plaid, errorType, errorCode } = item;
  const [read = null] = item.products;
  const blank = { errorType: null, errorCode: null, fetchedAt: null };
  const facts = read ?? (addedAs === null ? null : { ...blank, state: judgeOffer(plaid, addedAs) });
  const isAwaited = facts === null || facts.state === 'waiting';
  if (errorCode === null || !isAwaited) return facts;
  return { state: 'failed', errorType, errorCode, fetchedAt: facts?.fetchedAt ?? null };
}

import 'server-only';
import type { Tx } from '#lib/db/client';
import type { ItemRef } from '#lib/sync/ports';
import type { ProductName } from './contract.ts';
import { enqueueProducts } from './request-products.ts';

/** A person wants a product of a connection that is asked for on demand, or wants it read again. */
export async function askProduct(tx: Tx, ref: ItemRef, name: ProductName): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "ItemProduct" ("householdId", "itemId", "product", "state", "dueAt")
    VALUES (${ref.householdId}::uuid, ${ref.itemId}::uuid, ${name}, 'waiting', now())
    ON CONFLICT ("householdId", "itemId", "product") DO UPDATE SET "dueAt" = now()`;
  await enqueueProducts(tx, ref);
}

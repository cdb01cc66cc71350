import 'server-only';
import { db, type Tx } from '#lib/db/client';
import { enqueue } from '#lib/jobs/enqueue';
import type { ItemRef } from '#lib/sync/ports';
import { type ProductName, productNames } from './contract.ts';
import { listDue } from './find-due.ts';
import { products } from './products.ts';

/** Has a worker read what is due of a connection, once this transaction commits. */
export function enqueueProducts(
  tx: Pick<Tx, '$executeRaw'>,
  { householdId, itemId }: ItemRef,
  delayMs = 0,
): Promise<void> {
  const key = `products:${itemId}`;
  return enqueue(tx, 'fetch-products', { householdId, itemId }, { key, delayMs });
}

/** After a sync, whose accounts say what there is to ask for; nothing where nothing is due. */
export async function enqueueDue(ref: ItemRef): Promise<void> {
  if ((await listDue(ref)).length > 0) await enqueueProducts(db(), ref);
}

/** The products of which a webhook of this type says that they changed. */
export function listAnnounced(webhookType: string): ProductName[] {
  return productNames.filter((name) => products[name].webhookType === webhookType);
}

/** These changed, perhaps while a reading of them runs. */
export async function requestProducts(
  tx: Tx,
  ref: ItemRef,
  names: readonly ProductName[] = productNames,
): Promise<void> {
  await renewProducts(tx, ref, names);
  await enqueueProducts(tx, ref);
}

/** Something may be allowed or well that was not: what was asked for is asked for again after the next sync. */
export async function renewProducts(
  tx: Tx,
  { householdId, itemId }: ItemRef,
  names: readonly ProductName[] = productNames,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "ItemProduct" SET "dueAt" = now()
    WHERE "householdId" = ${householdId}::uuid AND "itemId" = ${itemId}::uuid
      AND "product" = ANY(${names}::text[])`;
}

import 'server-only';
import { db } from '#lib/db/client';
import { readAccessToken } from '#lib/items/access-token';
import { recordItem } from '#lib/items/record-item';
import { publish } from '#lib/live/publish';
import { requireOwnItem, type Viewer } from '#lib/privacy/viewer';
import { askProduct } from '#lib/products/ask-product';
import { requireReal } from '#lib/sample/require-real';

/**
 * Has the bank say what it has on file of whoever linked it: now, and whenever Plaid says that it changed.
 *
 * @throws AppError not_found; forbidden when another member linked it; item_disconnected; household_refused for sample data
 */
export async function askIdentity(viewer: Viewer, itemId: string): Promise<void> {
  const { householdId } = viewer;
  await requireReal(householdId);
  await requireOwnItem(viewer, itemId);
  await readAccessToken(householdId, itemId);
  const ref = { householdId, itemId };
  await db().$transaction(async (tx) => {
    await askProduct(tx, ref, 'identity');
    await publish(tx, householdId, ['identity'], itemId);
    await recordItem(tx, ref, { kind: 'identity_asked', details: {} });
  });
}

/** Deletes what the bank said, and asks it no more. @throws AppError not_found or forbidden */
export async function forgetIdentity(viewer: Viewer, itemId: string): Promise<void> {
  const { householdId } = viewer;
  await requireOwnItem(viewer, itemId);
  const ref = { householdId, itemId };
  await db().$transaction(async (tx) => {
    const where = { householdId, itemId };
    await tx.itemProduct.deleteMany({ where: { ...where, product: 'identity' } });
    await tx.accountIdentity.deleteMany({ where: { householdId, account: where } });
    await publish(tx, householdId, ['identity'], itemId);
    await recordItem(tx, ref, { kind: 'identity_forgotten', details: {} });
  });
}

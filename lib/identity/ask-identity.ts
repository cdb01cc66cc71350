import 'server-only';
import { db } from '#lib/db/client';
import type { RateLimit } from '#lib/db/rate-bucket';
import { env } from '#lib/env';
import { readAccessToken } from '#lib/items/access-token';
import { recordItem } from '#lib/items/record-item';
import { publish } from '#lib/live/publish';
import { refreshIdentity } from '#lib/plaid/identity';
import { requireOwnItem, type Viewer } from '#lib/privacy/viewer';
import { askProduct } from '#lib/products/ask-product';
import { lookAgain } from '#lib/products/look-again';
import { requireReal } from '#lib/sample/require-real';
import type { ItemRef } from '#lib/sync/ports';

/** Of one connection: Plaid bills each look, and looks every 30 to 90 days of its own accord. */
const limit: RateLimit = { capacity: 1, perMinute: 1 / (24 * 60) };

/**
 * Has the bank say what it has on file of whoever linked it: now, and whenever Plaid says that it changed. Where it has
 * said so before, Plaid looks at the bank again first, if the operator pays for that; else what Plaid has is read.
 *
 * @throws AppError not_found; forbidden when another member linked it; item_disconnected; household_refused for sample
 * data; rate_limited, item_needs_you, plaid_error or plaid_unavailable where the bank is asked again
 */
export async function askIdentity(viewer: Viewer, itemId: string): Promise<void> {
  const { householdId } = viewer;
  await requireReal(householdId);
  await requireOwnItem(viewer, itemId);
  const accessToken = await readAccessToken(householdId, itemId);
  const ref = { householdId, itemId };
  if (env().REFRESH_IDENTITY && (await isRead(ref))) {
    await lookAgain(`identity-refresh:${itemId}`, limit, () => refreshIdentity(accessToken));
  }
  await db().$transaction(async (tx) => {
    await askProduct(tx, ref, 'identity');
    await publish(tx, householdId, ['identity'], itemId);
    await recordItem(tx, ref, { kind: 'identity_asked', details: {} });
  });
}

async function isRead({ householdId, itemId }: ItemRef): Promise<boolean> {
  const where = { householdId, itemId, product: 'identity', state: 'ready' } as const;
  return (await db().itemProduct.count({ where })) > 0;
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

import 'server-only';
import { db, type Prisma } from '#lib/db/client';
import { keptPlan } from '#lib/db/kept-plan';
import { saveInstitution } from '#lib/institutions/save-institution';
import { enqueue } from '#lib/jobs/enqueue';
import { publish } from '#lib/live/publish';
import { getItem } from '#lib/plaid/items';
import { enqueueDue } from '#lib/products/request-products';
import type { ItemRef } from '#lib/sync/ports';
import { readAccessToken } from './access-token.ts';
import { isStopped } from './mutations.ts';

/**
 * Reads what Plaid says about the Item itself: until when consent holds, and which bank it is. Run
 * by the worker after linking and after a repair, tried until it succeeds.
 *
 * @throws PlaidError, or AppError when the Item is gone: the job is tried again, then given up
 */
export async function refreshItem(householdId: string, itemId: string): Promise<void> {
  if (await isStopped({ householdId, itemId })) return;
  const item = await getItem(await readAccessToken(householdId, itemId));
  const { consentExpiresAt, institutionId } = item;
  const plaid = item.raw as Prisma.InputJsonValue;
  await update(householdId, itemId, { consentExpiresAt, plaid, plaidReadAt: new Date() });
  // What the person has just allowed may have been added to it.
  await enqueueDue({ householdId, itemId });
  // After what is known already: a bank whose details cannot be had must not hold back the rest.
  if (!institutionId) return;
  await saveInstitution(institutionId);
  await update(householdId, itemId, { institutionId });
}

/** What Plaid says of an Item beside its health, such as what is billed, it announces by no webhook. */
const renewAfterHours = 24;

/** After a sync: the Item is read again where that is a day ago. */
export async function renewItem({ householdId, itemId }: ItemRef): Promise<void> {
  const due = await db().$queryRaw<unknown[]>`
    ${keptPlan} SELECT 1 FROM "Item"
    WHERE "householdId" = ${householdId}::uuid AND "id" = ${itemId}::uuid
      AND "accessTokenSealed" IS NOT NULL AND "removeRequestedAt" IS NULL AND "stopReason" IS NULL
      AND ("plaidReadAt" IS NULL
        OR "plaidReadAt" < now() - make_interval(hours => ${renewAfterHours}::int))`;
  if (due.length === 0) return;
  await enqueue(db(), 'refresh-item', { householdId, itemId }, { key: `refresh:${itemId}` });
}

async function update(
  householdId: string,
  itemId: string,
  data: Prisma.ItemUncheckedUpdateManyInput,
): Promise<void> {
  await db().$transaction(async (tx) => {
    await tx.item.updateMany({ where: { householdId, id: itemId }, data });
    await publish(tx, householdId, ['items'], itemId);
  });
}

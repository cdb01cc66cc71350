import 'server-only';
import { db, type Tx } from '#lib/db/client';
import { publish } from '#lib/live/publish';
import type { ItemRef } from '#lib/sync/ports';

/** After this long the bank is not said to be asked any more: the webhook was lost, or never sent. */
export const refreshMs = 60 * 60_000;
/** Without webhooks, the list is read this long after the bank was asked for more. */
const lookAfterMs = 2 * 60_000;

/**
 * Says that the bank is being asked, unless it is already; false then, and where there is nothing to ask it for. In
 * the same commit the list is to be read before long, so that no end of this process leaves it unread.
 */
export async function beginRefresh({ householdId, itemId }: ItemRef): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const begun = await tx.$executeRaw`
    UPDATE "ItemProduct" SET "refreshingAt" = now(), "refreshFailed" = false,
      "dueAt" = LEAST("dueAt", now() + make_interval(secs => ${lookAfterMs / 1_000}))
    WHERE "householdId" = ${householdId}::uuid AND "itemId" = ${itemId}::uuid
      AND "product" = 'statements' AND "state" = 'ready'
      AND ("refreshingAt" IS NULL
        OR "refreshingAt" < now() - make_interval(secs => ${refreshMs / 1_000}))`;
    if (begun > 0) await publish(tx, householdId, ['statements'], itemId);
    return begun > 0;
  });
}

/** @param failed  the bank gave nothing */
export async function endRefresh(
  tx: Tx,
  { householdId, itemId }: ItemRef,
  { failed }: { failed: boolean },
): Promise<void> {
  await tx.itemProduct.updateMany({
    where: { householdId, itemId, product: 'statements' },
    data: { refreshingAt: null, refreshFailed: failed },
  });
  await publish(tx, householdId, ['statements'], itemId);
}

/** Of a connection that is gone nothing can be downloaded. */
export async function deleteStatements(tx: Tx, { householdId, itemId }: ItemRef): Promise<void> {
  await tx.statement.deleteMany({ where: { householdId, account: { itemId } } });
}

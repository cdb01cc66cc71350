import 'server-only';
import type { Tx } from '#lib/db/client';
import { forgetItems } from '#lib/items/forget-items';

/**
 * Deletes a household that nobody belongs to any more and whose accesses have all ended, with every
 * trace of it. Harmless to do again: work that was under way as it went may leave a job behind.
 */
export async function eraseHousehold(tx: Tx, householdId: string): Promise<void> {
  await tx.$executeRaw`SELECT FROM "Household" WHERE "id" = ${householdId}::uuid FOR UPDATE`;
  const items = await tx.item.findMany({
    where: { householdId },
    select: { id: true, plaidItemId: true, accessTokenSealed: true },
  });
  if (items.some(({ accessTokenSealed }) => accessTokenSealed !== null)) {
    throw new Error('A bank was linked as its household was deleted; its access is ended first.');
  }
  if ((await tx.incomeProfile.count({ where: { householdId } })) > 0) {
    throw new Error('Income was shared as its household was deleted; its access is ended first.');
  }
  if ((await tx.assetReport.count({ where: { householdId } })) > 0) {
    throw new Error(
      'A report was made as its household was deleted; it is removed at Plaid first.',
    );
  }
  await tx.itemDirectory.deleteMany({ where: { householdId } });
  await forgetItems(tx, householdId, items);
  // Everything else hangs on it.
  await tx.household.deleteMany({ where: { id: householdId } });
  // Those too that a dead worker holds. A job that runs now ends without its row.
  await tx.$executeRaw`
    DELETE FROM graphile_worker._private_jobs WHERE "payload"->>'householdId' = ${householdId}`;
}

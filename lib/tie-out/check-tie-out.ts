import 'server-only';
import { db } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { publish } from '#lib/live/publish';
import { requireAccount, type Viewer } from '#lib/privacy/viewer';
import type { TieOutDto } from './contract.ts';
import { getTieOut } from './queries.ts';
import { settleTieOut } from './settle-tie-out.ts';

/**
 * Compares an Item's accounts again outside a sync: once a day, also where syncs fail. Waits for
 * a commit that is under way, so that an older verdict never replaces a newer one.
 */
export async function checkTieOut(householdId: string, itemId: string): Promise<void> {
  await db().$transaction(async (tx) => {
    await tx.$executeRaw`
      SELECT 1 FROM "Account"
      WHERE "householdId" = ${householdId}::uuid AND "itemId" = ${itemId}::uuid
      FOR NO KEY UPDATE`;
    await settleTieOut(tx, {
      householdId,
      itemId,
      historyComplete: false,
      changedAccountIds: null,
    });
  });
}

/**
 * Starts an account over: the bank's balance as last read becomes the one everything is counted
 * from. For a person who has looked into a difference and accepts the bank's figure.
 *
 * @throws AppError not_found; no_balance when there is nothing to start from
 */
export async function acceptBalance(viewer: Viewer, accountId: string): Promise<TieOutDto> {
  await requireAccount(viewer, accountId);
  await getTieOut(viewer, accountId);
  const { householdId } = viewer;
  await db().$transaction(async (tx) => {
    const [account] = await tx.$queryRaw<{ itemId: string }[]>`
      UPDATE "Account" SET "anchorAt" = NULL, "anchorMinor" = NULL, "anchorPostedMinor" = NULL,
        "balanceMovedAt" = NULL
      WHERE "householdId" = ${householdId}::uuid AND "id" = ${accountId}::uuid
        AND "itemId" IS NOT NULL AND "anchorAt" IS NOT NULL AND "removedAt" IS NULL
      RETURNING "itemId"`;
    if (!account) {
      throw new AppError('no_balance', 'There is no balance to start from. Nothing was changed.');
    }
    const { itemId } = account;
    await settleTieOut(tx, {
      householdId,
      itemId,
      historyComplete: false,
      changedAccountIds: null,
    });
    await publish(tx, householdId, ['accounts'], { itemId, accountIds: [accountId] });
  });
  return getTieOut(viewer, accountId);
}

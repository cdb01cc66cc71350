import 'server-only';
import type { Tx } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { requireAccount, requireOwnItem, type Viewer } from '#lib/privacy/viewer';

/**
 * Holds an account, of which the viewer decides, until the end of the transaction.
 *
 * @throws AppError not_found; forbidden for another member's
 */
export async function lockOwn(
  tx: Tx,
  viewer: Viewer,
  accountId: string,
): Promise<{ itemId: string | null }> {
  const sight = await requireAccount(viewer, accountId, 'balance', tx);
  const [account] = await tx.$queryRaw<{ itemId: string | null; memberId: string | null }[]>`
    SELECT "itemId", "memberId" FROM "Account"
    WHERE "householdId" = ${viewer.householdId}::uuid AND "id" = ${accountId}::uuid FOR UPDATE`;
  if (!account) throw new AppError('not_found', 'There is no such account. Nothing was changed.');
  const { itemId, memberId } = account;
  if (itemId !== null) await requireOwnItem(viewer, itemId, tx);
  else if (memberId !== viewer.memberId && (memberId !== null || sight !== 'full')) {
    throw new AppError(
      'forbidden',
      'Another member keeps this account, and only they change it. Nothing was changed.',
    );
  }
  return { itemId };
}

/** @throws as lockOwn; not_found for a bank's account */
export async function lockOwnManual(tx: Tx, viewer: Viewer, accountId: string): Promise<void> {
  const { itemId } = await lockOwn(tx, viewer, accountId);
  if (itemId === null) return;
  throw new AppError('not_found', 'There is no such account kept by hand. Nothing was changed.');
}

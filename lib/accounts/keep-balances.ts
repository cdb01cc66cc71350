import 'server-only';
import type { Tx } from '#lib/db/client';
import type { ProviderAccount } from '#lib/plaid/accounts';
import { keepSnapshots } from '#lib/sync/apply-accounts';
import type { ItemRef } from '#lib/sync/ports';
import { settleTieOut } from '#lib/tie-out/settle-tie-out';

/**
 * Keeps balances that were read beside a sync as a sync would, with the comparison, so that no page shows a verdict on
 * another balance than it shows.
 *
 * @returns whether there was anything to keep: a sync that read a balance since knows better
 */
export async function keepBalances(
  tx: Tx,
  ref: ItemRef,
  accounts: readonly ProviderAccount[],
  readAt: Date,
): Promise<boolean> {
  const { householdId, itemId } = ref;
  let kept = 0;
  for (const { plaidAccountId, ...account } of accounts) {
    const { currentMinor, availableMinor, limitMinor, balanceUpdatedAt } = account;
    const { count } = await tx.account.updateMany({
      where: { householdId, itemId, plaidAccountId, removedAt: null, balanceAsOf: { lt: readAt } },
      data: { currentMinor, availableMinor, limitMinor, balanceUpdatedAt, balanceAsOf: readAt },
    });
    kept += count;
  }
  if (kept === 0) return false;
  await keepSnapshots(tx, ref, readAt);
  await settleTieOut(tx, { ...ref, historyComplete: false, changedAccountIds: [] });
  return true;
}

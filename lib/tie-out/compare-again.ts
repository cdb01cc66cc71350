import 'server-only';
import type { Tx } from '#lib/db/client';
import { forgetCounts } from './count-rows.ts';
import { settleTieOut } from './settle-tie-out.ts';

/**
 * For whoever changed what counts of rows without a sync: counts these accounts anew and compares them, in
 * the transaction that changed them. Where the bank's balances could not be read with the rows, the
 * comparison waits for those. The caller holds the accounts.
 */
export async function compareAgain(
  tx: Tx,
  householdId: string,
  accountIds: readonly string[],
): Promise<void> {
  await forgetCounts(tx, householdId, accountIds);
  const items = await tx.item.findMany({
    where: {
      householdId,
      balancesErrorCode: null,
      accounts: { some: { id: { in: [...accountIds] } } },
    },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  for (const { id: itemId } of items) {
    await settleTieOut(tx, {
      householdId,
      itemId,
      historyComplete: false,
      changedAccountIds: accountIds,
    });
  }
}

import 'server-only';
import type { Tx } from '#lib/db/client';
import type { ItemRef } from '#lib/sync/ports';

/** What Plaid calls accounts that hold securities; `brokerage` is a former name. */
export const investmentTypes = ['investment', 'brokerage'];

/** Our ids of a connection's investment accounts, by Plaid's. */
export async function listAccountIds(
  tx: Pick<Tx, 'account'>,
  { householdId, itemId }: ItemRef,
): Promise<Map<string, string>> {
  const rows = await tx.account.findMany({
    where: { householdId, itemId, removedAt: null, type: { in: investmentTypes } },
    select: { id: true, plaidAccountId: true },
  });
  return new Map(rows.map(({ id, plaidAccountId }) => [plaidAccountId ?? '', id]));
}

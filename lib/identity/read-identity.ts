import 'server-only';
import type { Tx } from '#lib/db/client';
import { getIdentity, type ProviderIdentity } from '#lib/plaid/identity';
import type { ItemRef } from '#lib/sync/ports';
import { sealOwners } from './owners.ts';

/** Asks Plaid whose the accounts of a connection are. @returns writes it @throws PlaidError */
export async function readIdentity(
  ref: ItemRef,
  accessToken: string,
): Promise<(tx: Tx) => Promise<void>> {
  const identities = await getIdentity(accessToken);
  return (tx) => writeIdentity(tx, ref, identities);
}

/** What the bank says now takes the place of all it said before. Of an account that no sync has brought yet the next reading tells. */
async function writeIdentity(
  tx: Tx,
  { householdId, itemId }: ItemRef,
  identities: readonly ProviderIdentity[],
): Promise<void> {
  const accounts = await tx.account.findMany({
    where: { householdId, itemId },
    select: { id: true, plaidAccountId: true, removedAt: true },
  });
  const ids = accounts.map(({ id }) => id);
  await tx.accountIdentity.deleteMany({ where: { householdId, accountId: { in: ids } } });
  const told = new Map(identities.map((each) => [each.plaidAccountId, each]));
  const readAt = new Date();
  await tx.accountIdentity.createMany({
    data: accounts.flatMap(({ id: accountId, plaidAccountId, removedAt }) => {
      const owners = plaidAccountId === null || removedAt ? null : told.get(plaidAccountId);
      if (!owners) return [];
      const ref = { householdId, accountId };
      return [{ ...ref, ownersSealed: sealOwners(ref, owners), readAt }];
    }),
  });
}

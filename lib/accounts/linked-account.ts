import 'server-only';
import { db } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { readAccessToken } from '#lib/items/access-token';
import { isStopped } from '#lib/items/mutations';
import { requireAccount, type Seen, type Viewer } from '#lib/privacy/viewer';
import { accountNameColumns, accountNameOf } from './account-name.ts';

export type LinkedAccount = {
  itemId: string;
  plaidAccountId: string;
  name: string;
  /** The account as Plaid last sent it. */
  plaid: unknown;
  /** @returns the access token @throws AppError item_disconnected */
  openConnection: () => Promise<string>;
};

/** An account whose bank can be asked. @throws AppError not_found, also for one kept by hand */
export async function requireLinkedAccount(
  viewer: Viewer,
  accountId: string,
  least: Seen,
): Promise<LinkedAccount> {
  await requireAccount(viewer, accountId, least);
  const { householdId } = viewer;
  const account = await db().account.findFirst({
    where: { householdId, id: accountId, removedAt: null },
    select: { itemId: true, plaidAccountId: true, plaid: true, ...accountNameColumns },
  });
  const { itemId, plaidAccountId } = account ?? {};
  if (!account || !itemId || !plaidAccountId) {
    throw new AppError('not_found', 'No bank reports this account any more.');
  }
  const openConnection = async () => {
    const accessToken = await readAccessToken(householdId, itemId);
    if (await isStopped({ householdId, itemId })) {
      throw new AppError('item_disconnected', 'This connection has ended. Link the bank anew.');
    }
    return accessToken;
  };
  const name = accountNameOf(account);
  return { itemId, plaidAccountId, name, plaid: account.plaid, openConnection };
}

import 'server-only';
import { db } from '#lib/db/client';
import { type RateLimit, secondsUntilToken, takeToken } from '#lib/db/rate-bucket';
import { AppError } from '#lib/errors';
import { toBankError } from '#lib/items/plaid-failure';
import { publish } from '#lib/live/publish';
import { getLiveAccount, type ProviderAccount } from '#lib/plaid/accounts';
import type { Viewer } from '#lib/privacy/viewer';
import type { ItemRef } from '#lib/sync/ports';
import type { RefreshDto } from './contract.ts';
import { keepBalances } from './keep-balances.ts';
import { type LinkedAccount, requireLinkedAccount } from './linked-account.ts';
import { getAccount } from './queries.ts';

/** Of one connection. Plaid allows five a minute; this leaves what its own limiter needs not to let people wait. */
const limit: RateLimit = { capacity: 1, perMinute: 1.5 };

/**
 * Asks the bank for an account's balance now, which it may take half a minute to give, and keeps it as a sync would.
 *
 * @throws AppError not_found, also for one kept by hand; item_disconnected; rate_limited, with when it may be asked
 * again; item_needs_you; plaid_error or plaid_unavailable when the bank gave none
 */
export async function refreshBalance(viewer: Viewer, accountId: string): Promise<RefreshDto> {
  const linked = await requireLinkedAccount(viewer, accountId, 'balance');
  const { householdId } = viewer;
  const ref = { householdId, itemId: linked.itemId };
  const key = `balance-refresh:${linked.itemId}`;
  await requireTurn(key);
  const readAt = new Date();
  await keepBalance(ref, await ask(linked, readAt), readAt);
  return {
    account: await getAccount(viewer, accountId),
    againInSeconds: await secondsUntilToken(key, limit),
  };
}

async function requireTurn(key: string): Promise<void> {
  if (await takeToken(key, limit)) return;
  const seconds = Math.max(1, await secondsUntilToken(key, limit));
  throw new AppError(
    'rate_limited',
    `The bank was asked a moment ago. You can refresh again in ${seconds} s.`,
    { retryAfterSeconds: seconds, data: { againInSeconds: seconds } },
  );
}

async function ask(
  { openConnection, plaidAccountId }: LinkedAccount,
  now: Date,
): Promise<ProviderAccount> {
  const accessToken = await openConnection();
  try {
    return await getLiveAccount(accessToken, plaidAccountId, now);
  } catch (error) {
    throw toBankError(error, 'The balance was not refreshed');
  }
}

async function keepBalance(ref: ItemRef, account: ProviderAccount, readAt: Date): Promise<void> {
  await db().$transaction(async (tx) => {
    if (await keepBalances(tx, ref, [account], readAt)) {
      await publish(tx, ref.householdId, ['accounts'], ref.itemId);
    }
  });
}

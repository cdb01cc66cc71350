import 'server-only';
import { db } from '#lib/db/client';
import { type RateLimit, secondsUntilToken, takeToken } from '#lib/db/rate-bucket';
import { AppError } from '#lib/errors';
import { readAccessToken } from '#lib/items/access-token';
import { isStopped } from '#lib/items/mutations';
import { toAppError } from '#lib/items/plaid-failure';
import { publish } from '#lib/live/publish';
import { getLiveAccount, type ProviderAccount } from '#lib/plaid/accounts';
import { classifyError, type ErrorClass } from '#lib/plaid/error-table';
import { PlaidError } from '#lib/plaid/plaid-error';
import { requireAccount, type Viewer } from '#lib/privacy/viewer';
import type { ItemRef } from '#lib/sync/ports';
import type { RefreshDto } from './contract.ts';
import { keepBalances } from './keep-balances.ts';
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
  await requireAccount(viewer, accountId, 'balance');
  const { householdId } = viewer;
  const account = await db().account.findFirst({
    where: { householdId, id: accountId, removedAt: null },
    select: { itemId: true, plaidAccountId: true },
  });
  if (!account?.itemId || account.plaidAccountId === null) {
    throw new AppError('not_found', 'No bank reports this account any more.');
  }
  const ref = { householdId, itemId: account.itemId };
  const key = `balance-refresh:${account.itemId}`;
  await requireTurn(key);
  const readAt = new Date();
  await keepBalance(ref, await ask(ref, account.plaidAccountId, readAt), readAt);
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

async function ask(ref: ItemRef, plaidAccountId: string, now: Date): Promise<ProviderAccount> {
  const accessToken = await readAccessToken(ref.householdId, ref.itemId);
  if (await isStopped(ref)) {
    throw new AppError('item_disconnected', 'This connection has ended. Link the bank anew.');
  }
  try {
    return await getLiveAccount(accessToken, plaidAccountId, now);
  } catch (error) {
    if (error instanceof PlaidError && personsTurn.includes(classifyError(error))) {
      throw new AppError(
        'item_needs_you',
        'The balance was not refreshed: the bank wants something of you first. Connections says what. Nothing was changed.',
        { cause: error, data: { plaidCode: error.code, requestId: error.requestId } },
      );
    }
    throw toAppError(error, 'The balance was not refreshed.');
  }
}

/** What only the person can mend. */
const personsTurn: ErrorClass[] = ['sign_in', 'consent', 'accounts', 'at_bank', 'revoked', 'gone'];

async function keepBalance(ref: ItemRef, account: ProviderAccount, readAt: Date): Promise<void> {
  await db().$transaction(async (tx) => {
    if (await keepBalances(tx, ref, [account], readAt)) {
      await publish(tx, ref.householdId, ['accounts']);
    }
  });
}

import type { Account } from '../accounts/accounts.ts';
import { isPending, isVerified } from '../accounts/verification.ts';
import type { Item } from '../items/item.ts';
import { requireProductAccounts } from '../items/require-product.ts';
import { PlaidFailure } from '../plaid/failure.ts';
import type { Sandbox } from '../sandbox.ts';
import { type Numbers, readNumbers } from './numbers.ts';

/** The accounts whose numbers may be told, with the numbers. */
export function requireNumbers(
  sandbox: Sandbox,
  item: Item,
  accountIds?: string[],
): { accounts: Account[]; numbers: Numbers } {
  const { suited } = requireProductAccounts(sandbox, item, 'auth', accountIds);
  const accounts = suited.filter(isVerified);
  if (accounts.length === 0) {
    throw new PlaidFailure(suited.some(isPending) ? 'PRODUCT_NOT_READY' : 'NO_AUTH_ACCOUNTS');
  }
  return { accounts, numbers: readNumbers(item, accounts) };
}

import { type Account, requireAccounts } from '../accounts/accounts.ts';
import { suitsProduct } from '../accounts/product-accounts.ts';
import { findInstitution } from '../institutions/institutions.ts';
import type { ErrorCode } from '../plaid/error-catalogue.ts';
import { PlaidFailure } from '../plaid/failure.ts';
import type { Product } from '../plaid/fields.ts';
import type { Call } from '../plaid/operation.ts';
import { watchProduct } from '../products/watch.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Item } from './item.ts';
import { requireConsent, requireHealthyItem } from './require-item.ts';

/** What can be read of an account that was linked by its numbers, without a bank. */
const productsByNumbers: Product[] = ['auth', 'balance', 'identity', 'signal', 'transfer'];

/** What an Item answers whose accounts a product has nothing to say about. */
export const noneByProduct: Partial<Record<Product, ErrorCode>> = {
  auth: 'NO_AUTH_ACCOUNTS',
  investments: 'NO_INVESTMENT_ACCOUNTS',
  liabilities: 'NO_LIABILITY_ACCOUNTS',
};

/** The Item, if its login works, its bank has the product and the person has agreed to it. */
export function requireProduct(call: Call, accessToken: string, product: Product): Item {
  return admitProduct(call.sandbox, requireHealthyItem(call, accessToken), product);
}

/** The first use of a product that was only agreed to adds it to the Item, as at Plaid. */
export function admitProduct(sandbox: Sandbox, item: Item, product: Product): Item {
  const offered = findInstitution(item.institutionId)?.products ?? productsByNumbers;
  if (!offered.includes(product)) {
    throw new PlaidFailure('PRODUCTS_NOT_SUPPORTED');
  }
  requireConsent(item, product);
  // Balance comes with every Item and is never one of its products.
  if (product === 'balance' || item.products.includes(product)) {
    return item;
  }
  const products = [...item.products, product];
  sandbox.db.run(
    'UPDATE items SET products_json = ? WHERE item_id = ?',
    JSON.stringify(products),
    item.itemId,
  );
  const extended = { ...item, products };
  watchProduct(sandbox, extended, product);
  return extended;
}

/** The accounts a request names, or all that are shared, and those of them the product can use. */
export function requireProductAccounts(
  sandbox: Sandbox,
  item: Item,
  product: Product,
  accountIds?: string[],
): { accounts: Account[]; suited: Account[] } {
  const accounts = requireAccounts(sandbox.db, item.itemId, accountIds);
  if (accounts.length === 0) {
    throw new PlaidFailure('NO_ACCOUNTS');
  }
  const suited = accounts.filter((account) => suitsProduct(product, account));
  if (suited.length === 0) {
    throw new PlaidFailure(noneByProduct[product] ?? 'PRODUCTS_NOT_SUPPORTED');
  }
  return { accounts, suited };
}

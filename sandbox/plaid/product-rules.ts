import { PlaidFailure } from './failure.ts';
import type { Product } from './fields.ts';

/** Products that come with others and are never asked for by name. */
const neverRequested: Product[] = [
  'balance',
  'recurring_transactions',
  'transactions_refresh',
  'balance_plus',
];

export function requireUsableProducts(products: Product[]): void {
  const refused = products.filter((product) => neverRequested.includes(product));
  if (refused.length > 0) {
    throw new PlaidFailure('INVALID_PRODUCT', {
      message: `the following products may not be requested: ${JSON.stringify(refused)}`,
    });
  }
}

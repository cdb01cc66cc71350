import 'server-only';
import { type LinkTokenCreateRequest, Products } from 'plaid';
import { statementDays } from './statement-days.ts';

/**
 * How Link's update mode asks for more. Most products are allowed now and fetched when they are first read;
 * statements have to be added to the Item, which has the bank asked for those of the days that are named.
 *
 * @param names  Plaid's names of products
 */
export function askConsent(
  names: readonly string[],
  now: Date,
): Pick<LinkTokenCreateRequest, 'additional_consented_products' | 'products' | 'statements'> {
  const allowed = names.filter((name) => name !== Products.Statements) as Products[];
  const request = allowed.length > 0 ? { additional_consented_products: allowed } : {};
  if (allowed.length === names.length) return request;
  const { from, to } = statementDays(now);
  return {
    ...request,
    products: [Products.Statements],
    statements: { start_date: from, end_date: to },
  };
}

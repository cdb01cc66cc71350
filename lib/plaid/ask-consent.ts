import 'server-only';
import { type LinkTokenCreateRequest, Products } from 'plaid';
import { statementDays } from './statement-days.ts';

/** What asking for it does not add to an Item: Link has to. */
const addedByLink: readonly string[] = [Products.Assets, Products.Statements];

/**
 * How Link's update mode asks for more. Most products are allowed now and fetched when they are first read. Some have
 * to be added to the Item; for statements the bank is asked for those of the days that are named.
 *
 * @param names  Plaid's names of products
 */
export function askConsent(
  names: readonly string[],
  now: Date,
): Pick<LinkTokenCreateRequest, 'additional_consented_products' | 'products' | 'statements'> {
  const added = names.filter((name) => addedByLink.includes(name)) as Products[];
  const allowed = names.filter((name) => !addedByLink.includes(name)) as Products[];
  const { from, to } = statementDays(now);
  return {
    ...(allowed.length > 0 ? { additional_consented_products: allowed } : {}),
    ...(added.length > 0 ? { products: added } : {}),
    ...(added.includes(Products.Statements)
      ? { statements: { start_date: from, end_date: to } }
      : {}),
  };
}

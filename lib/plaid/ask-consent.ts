import 'server-only';
import { type LinkTokenCreateRequest, Products } from 'plaid';
import { statementDays } from './statement-days.ts';

/** What asking for it does not add to an Item: Link has to. */
const addedByLink: readonly string[] = [Products.Assets, Products.Statements];

/** What a bank's own page may have been left without, though it was allowed: Link leads there again. */
const grantedByBank: readonly string[] = [Products.Auth, Products.Identity];

export type ConsentWish = { names: readonly string[]; has: readonly string[] };

/**
 * How Link's update mode asks for more. Most products are allowed now and fetched when they are first read. Some have
 * to be added to the Item; for statements the bank is asked for those of the days that are named.
 *
 * @param names  Plaid's names of products
 * @param has    those that the Item was made with, or its person has allowed
 */
export function askConsent(
  { names, has }: ConsentWish,
  now: Date,
): Pick<LinkTokenCreateRequest, 'additional_consented_products' | 'products' | 'statements'> {
  const isByLink = (name: string) =>
    addedByLink.includes(name) || (grantedByBank.includes(name) && has.includes(name));
  const added = names.filter(isByLink) as Products[];
  const allowed = names.filter((name) => !isByLink(name)) as Products[];
  const { from, to } = statementDays(now);
  return {
    ...(allowed.length > 0 ? { additional_consented_products: allowed } : {}),
    ...(added.length > 0 ? { products: added } : {}),
    ...(added.includes(Products.Statements)
      ? { statements: { start_date: from, end_date: to } }
      : {}),
  };
}

import 'server-only';
import { z } from 'zod';
import { findUrgentProof } from '#lib/account-numbers/proof';
import type { ItemOffer } from './contract.ts';

const consented = z.object({ consented_products: z.array(z.string()) });
const wanted = ['investments', 'liabilities'];

/**
 * What Link's update mode can do for an Item, beside signing in again.
 *
 * @param item  `accounts`: those that are unproven
 */
export function listOffers(item: {
  plaid: unknown;
  removeRequestedAt: Date | null;
  accounts: { plaid: unknown }[];
}): ItemOffer[] {
  if (item.removeRequestedAt) return [];
  const offers: ItemOffer[] = ['accounts'];
  if (findUrgentProof(item.accounts) === 'code') offers.push('verify');
  // Where Plaid does not say what is allowed, nothing has to be.
  const allowed = consented.safeParse(item.plaid).data?.consented_products;
  if (allowed && !wanted.some((product) => allowed.includes(product))) offers.push('consent');
  return offers;
}

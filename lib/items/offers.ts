import 'server-only';
import { z } from 'zod';
import { findUrgentProof } from '#lib/account-numbers/proof';
import type { ItemOffer } from './contract.ts';

const consented = z.object({ consented_products: z.array(z.string()) });
const wanted = ['investments', 'liabilities'];

/**
 * What Link's update mode can do for an Item, beside signing in again.
 *
 * @param item  `unproven`: its accounts that are, as Plaid last sent them
 */
export function listOffers(item: {
  plaid: unknown;
  removeRequestedAt: Date | null;
  unproven: readonly unknown[];
}): ItemOffer[] {
  if (item.removeRequestedAt) return [];
  const offers: ItemOffer[] = ['accounts'];
  if (findUrgentProof(item.unproven) === 'code') offers.push('verify');
  // Where Plaid does not say what is allowed, nothing has to be.
  const allowed = consented.safeParse(item.plaid).data?.consented_products;
  if (allowed && !wanted.some((product) => allowed.includes(product))) offers.push('consent');
  return offers;
}

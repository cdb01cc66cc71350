import 'server-only';
import { z } from 'zod';
import type { Prisma } from '#lib/db/client';
import type { ItemOffer } from './contract.ts';

/** Accounts that wait for the code of a deposit. */
export const unverified = {
  removedAt: null,
  revokedAt: null,
  plaid: { path: ['verification_status'], equals: 'pending_manual_verification' },
} satisfies Prisma.AccountWhereInput;

const consented = z.object({ consented_products: z.array(z.string()) });
const wanted = ['investments', 'liabilities'];

/**
 * What Link's update mode can do for an Item, beside signing in again.
 *
 * @param item  `accounts`: those that are unverified
 */
export function listOffers(item: {
  plaid: unknown;
  removeRequestedAt: Date | null;
  accounts: unknown[];
}): ItemOffer[] {
  if (item.removeRequestedAt) return [];
  const offers: ItemOffer[] = ['accounts'];
  if (item.accounts.length > 0) offers.push('verify');
  // Where Plaid does not say what is allowed, nothing has to be.
  const allowed = consented.safeParse(item.plaid).data?.consented_products;
  if (allowed && !wanted.some((product) => allowed.includes(product))) offers.push('consent');
  return offers;
}

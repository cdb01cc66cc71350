import 'server-only';
import { z } from 'zod';
import type { ItemProductState } from '#lib/db/generated/enums';

const offers = z.object({
  products: z.array(z.string()),
  available_products: z.array(z.string()),
});

/**
 * How a product that has to be added to an Item stands while it was never read of it.
 *
 * @param plaid  the Item as Plaid last gave it; null until it has
 */
export function judgeOffer(plaid: unknown, name: string): ItemProductState {
  const { data } = offers.safeParse(plaid);
  if (!data || data.products.includes(name)) return 'waiting';
  return data.available_products.includes(name) ? 'needs_consent' : 'unsupported';
}

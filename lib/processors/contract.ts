import { z } from 'zod';
import {
  type GrantProduct,
  grantProducts,
  type Partner,
  partners,
  stripeProducts,
} from './partners.ts';

export const partnerSchema = z.enum(partners);

export const processorTokenInput = z
  .strictObject({
    partner: partnerSchema,
    /** Nothing beside these; Plaid takes an empty list for all there is. */
    products: z.array(z.enum(grantProducts)).min(1, 'Choose what it may read.').max(4),
  })
  .refine(
    ({ partner, products }) =>
      partner !== 'stripe' || products.every((each) => stripeProducts.includes(each)),
    { path: ['products'], error: 'Stripe is told the account’s numbers and nothing else.' },
  );
export type ProcessorTokenInput = z.infer<typeof processorTokenInput>;

/** Told once. Whoever has it and the partner's keys reads the account. */
export type ProcessorTokenDto = { processorToken: string };

/** That an account was opened to a partner. */
export type GrantDto = {
  id: string;
  itemId: string;
  bank: string;
  /** The account's name, as it was then. */
  account: string;
  partner: Partner;
  products: GrantProduct[];
  /** ISO 8601 */
  givenAt: string;
  /** ISO 8601: when the connection was disconnected, and every token with it; null = it holds. */
  endedAt: string | null;
  /** Whether there is a token is not known: Plaid's answer never came here, and nobody was given one. */
  isUnsure: boolean;
};

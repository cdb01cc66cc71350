import { z } from 'zod';

/** Integer minor units and their currency; how money travels over the API. */
export const moneySchema = z.object({
  minor: z.number().int(),
  currency: z.string().min(1).max(12),
});

export type Money = z.infer<typeof moneySchema>;

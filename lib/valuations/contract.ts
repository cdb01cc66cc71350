import { z } from 'zod';
import { greatestMinor } from '#lib/accounts/account-kinds';
import type { CivilDate } from '#lib/dates/civil-date';
import { civilDateSchema } from '#lib/dates/contract';

/** What something kept by hand was worth at the end of a day; for a loan or a card, what was owed. */
export const valuationInput = z.strictObject({
  date: civilDateSchema,
  /** Null takes the value of that day away. */
  valueMinor: z.int().min(-greatestMinor).max(greatestMinor).nullable(),
});
export type ValuationInput = z.infer<typeof valuationInput>;

export type ValuationDto = { date: CivilDate; minor: number };

/** The newest first. */
export type ValuationsDto = { items: ValuationDto[]; nextCursor: null };

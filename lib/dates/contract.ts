import { z } from 'zod';

/** A calendar date, `YYYY-MM-DD`. */
export const civilDateSchema = z.iso
  // What follows it counts with a date, and is not asked about what is none.
  .date({ abort: true })
  .refine((date) => !date.startsWith('0000'), { abort: true, error: 'There is no year 0.' });

import 'server-only';
import { z } from 'zod';

/** Apart from the contract, which every page loads. */
export const streamQuery = z.strictObject({
  /** The moment of the page's reading, as the page was given it. */
  since: z.string().max(60).optional(),
  /** What was missed and no more, as JSON: for a tab that hears by another one's stream. */
  once: z.literal('true').optional(),
});

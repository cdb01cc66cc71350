import { z } from 'zod';

/** What a page may be showing: each name is a noun whose SWR keys are read again. */
export const liveTopicSchema = z.enum([
  'items',
  'accounts',
  'transactions',
  'categories',
  'tags',
  'rules',
  'budgets',
  'rates',
  'notifications',
  'household',
  'archives',
  'imports',
]);
export type LiveTopic = z.infer<typeof liveTopicSchema>;

export const liveEventSchema = z.object({ topics: z.array(liveTopicSchema) });

/** The last event of a stream whose session ended: its page shows nothing any more. */
export const signedOutEvent = 'signed-out';

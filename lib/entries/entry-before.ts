import 'server-only';
import { z } from 'zod';
import { entryFields } from './contract.ts';

const fields = z.object(entryFields);

/** An edited entry: how each changed field was, and how the change left it. */
export const entryBefore = z.object({
  id: z.uuid(),
  former: fields.partial(),
  left: fields.partial(),
});
export type EntryBefore = z.infer<typeof entryBefore>;

import { z } from 'zod';
import { greatestMinor } from '#lib/accounts/account-kinds';
import { civilDateSchema } from '#lib/dates/contract';
import { nameText } from '#lib/seen-text';

export const entryFields = {
  date: civilDateSchema,
  /** In the account's currency; positive = money in. */
  amountMinor: z.int().min(-greatestMinor).max(greatestMinor),
  name: nameText.min(1, 'Say what it was.').max(300, 'Use at most 300 characters.'),
};

/** A transaction that a person enters, in an account kept by hand. */
export const createEntryInput = z.strictObject({ accountId: z.uuid(), ...entryFields });
export type CreateEntryInput = z.infer<typeof createEntryInput>;

export const entryPatch = z
  .strictObject(entryFields)
  .partial()
  .refine((patch) => Object.keys(patch).length > 0, 'Name at least one field to change.');
export type EntryPatch = z.infer<typeof entryPatch>;

import { z } from 'zod';

const itemPair = { fromItemId: z.uuid(), toItemId: z.uuid() };
const accountPairs = z
  .array(z.strictObject({ fromAccountId: z.uuid(), toAccountId: z.uuid() }))
  .max(200);

/** Without `accounts` they are matched by what the bank says of them. */
export const previewRelinkInput = z.strictObject({
  ...itemPair,
  accounts: accountPairs.optional(),
});
export const createRelinkInput = z.strictObject({ ...itemPair, accounts: accountPairs.min(1) });
export const dismissRelinkInput = z.strictObject(itemPair);
export type PreviewRelinkInput = z.infer<typeof previewRelinkInput>;
export type CreateRelinkInput = z.infer<typeof createRelinkInput>;
export type ItemPair = z.infer<typeof dismissRelinkInput>;
export type AccountPair = CreateRelinkInput['accounts'][number];

export type RelinkAccountDto = {
  id: string;
  name: string;
  mask: string | null;
  type: string;
  subtype: string | null;
};

/** What becomes of a history. */
export type RelinkCounts = {
  /** Rows that both connections have and that become one, under the old row's id and edits. */
  joined: number;
  /** Rows that only the old connection has: they move as they are. */
  carried: number;
  /** Rows that were pending when the old connection ended and never posted: they go. */
  withdrawn: number;
  /** Rows of the old connection that a person edited. */
  edited: number;
};

type RelinkAccountPreview = {
  from: RelinkAccountDto;
  /** The new account it goes to; null = it stays behind, as history. */
  to: RelinkAccountDto | null;
  /** The bank says that the two are one: the same lasting id, or the same name, mask and kind. */
  sure: boolean;
  /** New accounts of its kind and currency. */
  candidates: RelinkAccountDto[];
  counts: RelinkCounts;
  /** Days of the first and last row that moves; null without any. */
  firstDate: string | null;
  lastDate: string | null;
};

export type RelinkPreviewDto = ItemPair & {
  institution: string;
  accounts: RelinkAccountPreview[];
  counts: RelinkCounts;
  /** The old connection has not been ended yet: moving its history ends it. */
  endsOld: boolean;
};

export type RelinkDto = ItemPair & {
  id: string;
  institution: string;
  movedAt: string;
  undoneAt: string | null;
  /** Until when it can be undone. */
  undoUntil: string;
  joined: number;
  carried: number;
};

/** A connection that seems to have taken the place of another. */
export type RelinkSuggestionDto = ItemPair & {
  institution: string;
  transactions: number;
  edited: number;
  /** The person said that the two have nothing to do with each other. */
  dismissed: boolean;
};

export type RelinkListDto = {
  items: RelinkDto[];
  nextCursor: null;
  suggestions: RelinkSuggestionDto[];
};

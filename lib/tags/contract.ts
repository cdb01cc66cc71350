import { z } from 'zod';
import { nameText } from '#lib/seen-text';
import { type BulkResultDto, selectionSchema } from '#lib/transactions/contract';

/** In a household. */
export const tagLimit = 500;
/** Named in one request. */
const tagsAtOnce = 50;

export const tagInput = z.strictObject({
  name: nameText.min(1, 'Give it a name.').max(40, 'Use at most 40 characters.'),
});
export type TagInput = z.infer<typeof tagInput>;

export const mergeTagInput = z.strictObject({ intoId: z.uuid() });

const tagIds = z.array(z.uuid()).max(tagsAtOnce);

/** Tags to put on, to take off whatever rules say, and to leave to the rules again. */
export const changeTagsInput = z
  .strictObject({ add: tagIds, remove: tagIds, revert: tagIds })
  .partial()
  .refine(({ add = [], remove = [], revert = [] }) => {
    const named = [...add, ...remove, ...revert];
    return named.length > 0 && new Set(named).size === named.length;
  }, 'Name each tag once.');
export type ChangeTagsInput = z.infer<typeof changeTagsInput>;

export const bulkTagsInput = z.strictObject({ of: selectionSchema, change: changeTagsInput });

export type TagDto = {
  id: string;
  name: string;
  /** How many transactions have it, of those that whoever asks may see. */
  transactions: number;
};

export type TagListDto = { items: TagDto[]; nextCursor: null };

/** What taking a tag away answers: the tags as they are now, and by what it is taken back. */
export type RemovedTagDto = TagListDto & { undoStepId: string };

/** How many of some transactions have a tag; tags that none of them has are left out. */
export type TagCountsDto = {
  items: { id: string; transactions: number }[];
  nextCursor: null;
};

/** What a person or a rule says of a tag on a transaction. */
export type TransactionTagDto = {
  id: string;
  name: string;
  /** False: the person took it off, whatever the rule says. */
  on: boolean;
  by: 'person' | 'rule';
  /** The rule that puts it on, also where the person decided. */
  rule: { id: string; name: string } | null;
};

export type TransactionTagsDto = { items: TransactionTagDto[]; nextCursor: null };

export type ChangedTagsDto = TransactionTagsDto & Pick<BulkResultDto, 'undoStepId'>;

import { z } from 'zod';
import { nameText } from '#lib/seen-text';
import { transactionFilterQuery } from '#lib/transactions/contract';
import { writeFilter } from '#lib/transactions/filter-url';

/** Of one member. */
export const savedViewLimit = 50;

export const viewNameLength = 60;

/** As a page's URL writes it; an empty one is the list itself. */
const filter = transactionFilterQuery.refine(
  (given) => String(writeFilter(given)) !== '',
  'Narrow the list first.',
);

const name = nameText
  .min(1, 'Give it a name.')
  .max(viewNameLength, `Use at most ${viewNameLength} characters.`);

/** Its place among the member's, from 0. */
const index = z.int().min(0).max(savedViewLimit);

export const savedViewInput = z.strictObject({ name, filter, index: index.optional() });
export type SavedViewInput = z.input<typeof savedViewInput>;

export const savedViewPatch = z
  .strictObject({ name, filter, index })
  .partial()
  .refine((patch) => Object.keys(patch).length > 0, 'Name at least one field to change.');
export type SavedViewPatch = z.input<typeof savedViewPatch>;

export type SavedViewDto = {
  id: string;
  name: string;
  /** The filter as the page's URL writes it. */
  query: string;
};

export type SavedViewListDto = { items: SavedViewDto[]; nextCursor: null };

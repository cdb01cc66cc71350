import { z } from 'zod';
import { nameText } from '#lib/seen-text';
import { type IconName, iconNames } from './icons.ts';

const kinds = ['income', 'spending', 'transfer'] as const;
/** A transfer is neither income nor spending. */
export type CategoryKind = (typeof kinds)[number];

/** Groups and categories together. */
export const categoryLimit = 400;

const categoryName = nameText.min(1, 'Give it a name.').max(60, 'Use at most 60 characters.');

export const categoryNameInput = z.strictObject({ name: categoryName });

export const createCategoryInput = z.strictObject({
  name: categoryName,
  /** Null makes a group. */
  groupId: z.uuid().nullable(),
  /** Of a group; a category is of its group's kind. */
  kind: z.enum(kinds),
});
export type CreateCategoryInput = z.infer<typeof createCategoryInput>;

export const categoryPatch = z
  .strictObject({
    name: categoryName,
    /** Null: that of its group. */
    icon: z.enum(iconNames).nullable(),
    /** Where it goes: into a group, or among the groups, and before which place there. */
    place: z.strictObject({
      groupId: z.uuid().nullable(),
      index: z.int().min(0).max(categoryLimit),
    }),
    excludeFromSpending: z.boolean(),
    archived: z.boolean(),
  })
  .partial()
  .refine((patch) => Object.keys(patch).length > 0, 'Name at least one field to change.');
export type CategoryPatch = z.infer<typeof categoryPatch>;

export const mergeCategoryInput = z.strictObject({ intoId: z.uuid() });

export const mappingInput = z.strictObject({
  plaidCode: z.string().max(100),
  /** Null: the category that was made for it. */
  categoryId: z.uuid().nullable(),
});
export type MappingInput = z.infer<typeof mappingInput>;

export type CategoryDto = {
  id: string;
  name: string;
  kind: CategoryKind;
  /** Null for a group. */
  groupId: string | null;
  icon: IconName;
  /** Null where it has that of its group. */
  ownIcon: IconName | null;
  excludeFromSpending: boolean;
  /** No longer offered; what it holds stays in it. */
  archived: boolean;
};

export type CategoryListDto = { items: CategoryDto[]; nextCursor: null };

/** What a merge answers: the categories as they are now, and by what it is taken back. */
export type MergedCategoriesDto = CategoryListDto & { undoStepId: string };

/** Where one of Plaid's categories goes. */
export type MappingDto = {
  plaidCode: string;
  /** What we call Plaid's category, and its group. */
  name: string;
  group: string;
  categoryId: string;
  /** The person chose it. */
  changed: boolean;
};

export type MappingListDto = { items: MappingDto[]; nextCursor: null };

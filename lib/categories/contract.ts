import { z } from 'zod';

/** A transfer is neither income nor spending. */
export const categoryKindSchema = z.enum(['income', 'spending', 'transfer']);
export type CategoryKind = z.infer<typeof categoryKindSchema>;

export type CategoryDto = {
  id: string;
  name: string;
  kind: CategoryKind;
  /** Null for a group. */
  groupId: string | null;
};

/** A transfer is neither income nor spending. */
export type CategoryKind = 'income' | 'spending' | 'transfer';

export type CategoryDto = {
  id: string;
  name: string;
  kind: CategoryKind;
  /** Null for a group. */
  groupId: string | null;
};

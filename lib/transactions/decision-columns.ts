import 'server-only';
import type { DecisionField } from './contract.ts';

/** Where each decision stands, with the mark that says it is the person's. */
export const decisionColumns = {
  categoryId: { value: 'personCategoryId', mark: 'personCategorySetAt', type: 'uuid' },
  merchant: { value: 'personName', mark: 'personNameSetAt', type: 'text' },
  date: { value: 'personDate', mark: 'personDateSetAt', type: 'date' },
  note: { value: 'note', mark: 'noteSetAt', type: 'text' },
  hidden: { value: 'hidden', mark: 'hiddenSetAt', type: 'boolean' },
  reviewed: { value: 'reviewed', mark: 'reviewedSetAt', type: 'boolean' },
  transfer: { value: 'personTransfer', mark: 'personTransferSetAt', type: 'boolean' },
} as const satisfies Record<DecisionField, { value: string; mark: string; type: string }>;

export type DecisionColumn = (typeof decisionColumns)[DecisionField];

/** All of them: whoever writes, carries or gives back decisions goes by this list. */
export const allDecisions: readonly DecisionColumn[] = Object.values(decisionColumns);

/** What stands there while nobody has decided. */
export function undecided({ type }: DecisionColumn): false | null {
  return type === 'boolean' ? false : null;
}

import { z } from 'zod';
import type { Money } from '#lib/money/contract';

/**
 * Why two rows may be one. `file`: a file brought one and the bank the other. `two_connections`: two
 * connections hold the account. `reference`: the bank gives both one number of a cheque or transfer.
 * `tie_out`: without one of them the account would come to the bank's balance. `by_hand`: a person says so.
 * `kept_withdrawn`: they were one, until the bank withdrew the one that was kept.
 */
export type DuplicateReason =
  | 'file'
  | 'two_connections'
  | 'reference'
  | 'tie_out'
  | 'by_hand'
  | 'kept_withdrawn';

/** The most that are listed, and answered at once. */
export const questionLimit = 100;

/**
 * `same`: the two are one. `two`: they are two, and this is not asked again. `open`: the answer is taken back.
 * `seen`: that one counts again is known.
 */
export const duplicateAnswer = z.strictObject({ answer: z.enum(['same', 'two', 'open', 'seen']) });
export type DuplicateAnswer = z.infer<typeof duplicateAnswer>['answer'];

/** The same answer to many at once. */
export const duplicateAnswers = z.strictObject({
  duplicateIds: z.array(z.uuid()).min(1).max(questionLimit),
  answer: z.enum(['same', 'two', 'open', 'seen']),
});

/** Two transactions that a person says are one. */
export const markInput = z.strictObject({ transactionId: z.uuid(), otherId: z.uuid() });
export type MarkInput = z.infer<typeof markInput>;

export const duplicateCandidateQuery = z.strictObject({ q: z.string().trim().max(100).optional() });

export type DuplicateSide = {
  transactionId: string;
  date: string;
  merchant: string;
  account: { id: string; name: string };
  amount: Money;
  from: 'bank' | 'file' | 'hand';
};

/** What a transaction may be one with; `stays`: of the two it would be the one that stays. */
export type DuplicateCandidateDto = DuplicateSide & { stays: boolean };

/** Two rows that may be one; the person says whether they are. */
export type DuplicateDto = {
  id: string;
  /** The one that stays if they are one, and the one that is put away. */
  kept: DuplicateSide;
  other: DuplicateSide;
  reasons: DuplicateReason[];
  /** The bank has withdrawn the one that was kept, and the other counts again. */
  isBack: boolean;
};
export type DuplicateListDto = { items: DuplicateDto[]; nextCursor: null };

/** What a transaction stands for beside itself. */
export type DuplicatesOfDto = {
  putAway: { duplicateId: string; row: DuplicateSide }[];
  /** There are more, in accounts that the viewer does not see. */
  hasUnseen: boolean;
};

export type MarkedDuplicateDto = DuplicateListDto & { duplicateId: string; keptId: string };

import { z } from 'zod';
import type { Money } from '#lib/money/contract';

export const matchDecision = z.strictObject({
  /** True: the two are one transaction. False: they are two, and this is not asked again. */
  same: z.boolean(),
});
export type MatchDecision = z.infer<typeof matchDecision>;

type MatchSide = { transactionId: string; date: string; merchant: string; amount: Money };

/** A posted row that may be a pending one; the person says whether they are. */
export type MatchDto = {
  id: string;
  account: { id: string; name: string };
  /** `counted`: it is still listed, so that the money may be counted twice. */
  pending: MatchSide & { counted: boolean };
  posted: MatchSide;
  /** Days from the pending row's date to the posted one's. */
  daysApart: number;
};

/** What is still asked, and by what the answer is taken back, for a day. */
export type AnsweredMatchDto = { items: MatchDto[]; nextCursor: null; undoStepId: string };

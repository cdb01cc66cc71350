import { z } from 'zod';
import { greatestMinor } from '#lib/accounts/account-kinds';
import type { Money } from '#lib/money/contract';
import { nameText } from '#lib/seen-text';

const sizeSchema = z
  .int()
  .min(1, 'Enter more than nothing.')
  .max(greatestMinor, 'That is too much.');

/** How much of the two transactions settles each other; null takes the link away. */
export const settleInput = z.strictObject({
  otherId: z.uuid(),
  amountMinor: sizeSchema.nullable(),
});
export type SettleInput = z.infer<typeof settleInput>;

export const owedByLength = 60;

/** What somebody owes for an expense; without an amount nobody owes anything. */
export const claimInput = z.strictObject({
  amountMinor: sizeSchema.nullable(),
  owedBy: nameText
    .max(owedByLength, `Use at most ${owedByLength} characters.`)
    .transform((name) => name || null)
    .nullable(),
});
export type ClaimInput = z.infer<typeof claimInput>;

export const candidateQuery = z.strictObject({ q: z.string().trim().max(100).optional() });

/** A credit from the merchant of an expense within so many days is offered as its refund. */
const refundDays = 120;

type End = { id: string; date: string; merchant: string; account: string; amount: Money };

export type SettlementDto = {
  /** Money out that is settled, or money in that settles. */
  side: 'expense' | 'credit';
  currency: string;
  /** How much of the other settles it, or is settled by it; sizes all. */
  links: { other: End; amountMinor: number }[];
  /** There are more, in accounts that the viewer does not see. */
  hasUnseen: boolean;
  /** What the links come to, and what they leave. */
  linkedMinor: number;
  leftMinor: number;
  /**
   * `too_much`: the bank changed an amount, and more is linked than there is. `wrong_way`: one of the
   * two is no longer what it was linked as, and the link counts nowhere.
   */
  trouble: 'too_much' | 'wrong_way' | null;
  claim: { amountMinor: number; owedBy: string | null; openMinor: number } | null;
  /** Who owed something before, for typing less. */
  people: string[];
};

export type ChangedSettlementDto = SettlementDto & {
  /** By what it is taken back, for a day. */
  undoStepId: string;
};

/** A link of which the bank changed an end since: does it still hold, and for how much? */
export type TroubledLinkDto = {
  expense: End;
  credit: End;
  amountMinor: number;
  /** As of SettlementDto. */
  trouble: 'too_much' | 'wrong_way';
  /** The most that both ends still have room for; 0 where there is none. */
  fitsMinor: number;
};
export type TroubledLinkListDto = { items: TroubledLinkDto[]; nextCursor: null };

/** A transaction that may settle another, or be settled by it. */
export type SettleCandidateDto = End & {
  /** What is not linked of it yet, a size. */
  leftMinor: number;
  sameMerchant: boolean;
  sameSize: boolean;
  /** Days from the expense to the credit; negative where the credit came first. */
  daysApart: number;
};

/** The very thing a refund looks like; still nothing is linked unasked. */
export function looksLikeRefund(candidate: SettleCandidateDto): boolean {
  const { sameMerchant, sameSize, daysApart } = candidate;
  return sameMerchant && sameSize && daysApart >= 0 && daysApart <= refundDays;
}

export type OpenClaimDto = {
  transactionId: string;
  date: string;
  merchant: string;
  owedBy: string | null;
  claimed: Money;
  /** What is still owed of it. */
  open: Money;
};
export type OpenClaimListDto = { items: OpenClaimDto[]; nextCursor: null };

/** What a row of a list says of it, as far as the viewer sees both ends. */
export type SettledDto = {
  /** Of an expense: how much came back. Of a credit: how much of it settles something. */
  linkedMinor: number;
  /** What somebody still owes for it. */
  owedMinor: number;
};

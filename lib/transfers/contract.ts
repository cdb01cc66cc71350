import { z } from 'zod';
import type { Money } from '#lib/money/contract';
import type { unseenEnd } from './unseen-end.ts';

/** What a pair rests on, or what speaks against it; components/transfers has the words. */
export type TransferReason =
  | 'same_amount'
  | 'exchanged'
  | 'both_called'
  | 'one_called'
  | 'names_account'
  | 'only_candidate'
  | 'one_of_several'
  | 'expected'
  | 'by_hand'
  | 'changed';

/** Whether what is asked about is a transfer. */
export const transferDecision = z.strictObject({ confirmed: z.boolean() });
export type TransferDecision = z.infer<typeof transferDecision>;

/** Two rows are the two ends of one transfer; or one row goes to an account where it is yet to arrive. */
export const createTransferInput = z.union([
  z.strictObject({ transactionId: z.uuid(), otherId: z.uuid() }),
  z.strictObject({ transactionId: z.uuid(), towardsId: z.uuid() }),
]);
export type CreateTransferInput = z.infer<typeof createTransferInput>;

/** Whether two accounts are never paired. */
export const transferBarInput = z
  .strictObject({ accountIds: z.tuple([z.uuid(), z.uuid()]), barred: z.boolean() })
  .refine(({ accountIds: [one, other] }) => one !== other, 'These are one account.');
export type TransferBarInput = z.infer<typeof transferBarInput>;

/** That a row is a transfer, and who says so; and the account at its other end, where that is seen. */
export type TransferSummary = { by: 'person' | 'pair' | 'rule'; other: string | null };

export type TransferEndDto = {
  transactionId: string;
  date: string;
  merchant: string;
  amount: Money;
  pending: boolean;
  account: { id: string; name: string };
};

export type TransferDto = {
  id: string;
  state: 'suggested' | 'confirmed';
  /** Confirmed by a person; otherwise for them. */
  byPerson: boolean;
  /** Where it leaves, and where it arrives; null where that is yet to come, or nowhere here. */
  out: TransferEndDto | typeof unseenEnd | null;
  in: TransferEndDto | typeof unseenEnd | null;
  /** Where the missing end is expected. */
  towards: { id: string; name: string } | null;
  /** In percent. */
  confidence: number;
  reasons: TransferReason[];
  /** Between its ends, or since it left. */
  days: number;
};

export type TransferBarDto = { accounts: [TransferPlace, TransferPlace] };
type TransferPlace = { id: string; name: string };

/** What is asked about transfers, and what was settled without asking. */
export type TransferListDto = {
  items: TransferDto[];
  nextCursor: null;
  /** Confirmed for the person of late, the newest first. */
  paired: TransferDto[];
  bars: TransferBarDto[];
};

/** What a change of transfers answers: by what it is taken back, for a day. */
export type ChangedTransferDto = { undoStepId: string };

/** A row that may be the other end of one. */
export type TransferCandidateDto = TransferEndDto & { days: number };

export const candidateQuery = z.strictObject({
  /** As in the search of the list. */
  q: z.string().trim().max(200).optional(),
});

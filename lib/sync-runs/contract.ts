import { z } from 'zod';
import type { Money } from '#lib/money/contract';

export const syncRunListQuery = z.strictObject({
  /** Also runs that found nothing new. */
  quiet: z.stringbool().default(false),
  /** `nextCursor` of the page before. */
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});
export type SyncRunListQuery = z.infer<typeof syncRunListQuery>;

export const syncRunQuery = z.strictObject({
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});
export type SyncRunQuery = z.infer<typeof syncRunQuery>;

/** One sync of a connection: why, how it went, and how many rows it touched that the viewer sees. */
export type SyncRunDto = {
  id: string;
  trigger: string;
  outcome: string;
  /** ISO 8601 */
  startedAt: string;
  durationMs: number | null;
  /** Null for whoever did not link the bank: it speaks of rows that they may not see. */
  pages: number | null;
  /** Times the bank's data moved under the reading, which then began again; null likewise. */
  restarts: number | null;
  added: number;
  posted: number;
  changed: number;
  removed: number;
  errorCode: string | null;
  /** Plaid's, for its support. */
  requestId: string | null;
  /** Amounts it changed, the first few. */
  amountChanges: { kind: 'posted' | 'changed'; before: Money; after: Money }[];
};

export type SyncRunPage = { items: SyncRunDto[]; nextCursor: string | null };

/** What the bank said before and says now. */
export type FieldChange =
  | { field: 'amount'; before: Money; after: Money }
  | {
      field: 'date' | 'authorizedDate' | 'name' | 'merchant' | 'currency' | 'account';
      before: string | null;
      after: string | null;
    };

export type ChangeKind = 'added' | 'posted' | 'changed' | 'removed' | 'restored';

/** One row that a run touched, as it stands now, and what the run did to it. */
export type RowChangeDto = {
  kind: ChangeKind;
  transactionId: string;
  date: string;
  merchant: string;
  amount: Money;
  accountName: string;
  /** The bank has withdrawn it since or in this run. */
  withdrawn: boolean;
  /** The person keeps it although the bank withdrew it. */
  kept: boolean;
  fields: FieldChange[];
};

export type RowChangePage = { run: SyncRunDto; items: RowChangeDto[]; nextCursor: string | null };

/** What a run did to one row, for the row's own history. */
export type TransactionEventDto = {
  kind: ChangeKind;
  /** ISO 8601 */
  at: string;
  itemId: string;
  syncRunId: string;
  fields: FieldChange[];
};

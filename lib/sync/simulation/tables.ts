import 'server-only';
import type { TransactionsStatus } from '#lib/plaid/transactions';
import type { ItemRef } from '#lib/sync/ports';
import { MemoryRows } from './memory-rows.ts';

/** The columns of "Item" that the engine reads or writes, by the same names. */
export type ItemRow = ItemRef & {
  plaidItemId: string;
  accessToken: string | null;
  requestedSeq: bigint;
  doneSeq: bigint;
  wakeTrigger: string | null;
  leaseOwner: string | null;
  leaseUntil: number | null;
  fence: bigint;
  transactionsCursor: string | null;
  transactionsStatus: TransactionsStatus;
  lastAttemptAt: number | null;
  errorCode: string | null;
  balancesErrorCode: string | null;
  failures: number;
  retryAt: number | null;
  createdAt: Date;
  removeRequestedAt: number | null;
  removedAt: number | null;
  keepHistory: boolean;
};

/** What PostgreSQL holds. Only transactions (memory-database.ts) touch it, one at a time. */
export class Tables {
  readonly items = new Map<string, ItemRow>();
  /** "Transaction" and "TransactionAlias", by Item. */
  readonly rows = new Map<string, MemoryRows>();
  /** Keys of "WebhookLog". */
  readonly webhooks = new Set<string>();

  /** The rows of an Item; none, unattached, when it is gone. */
  rowsOf(itemId: string): MemoryRows {
    return this.rows.get(itemId) ?? new MemoryRows();
  }

  insertItem(
    facts: Pick<ItemRow, 'householdId' | 'itemId' | 'plaidItemId' | 'accessToken' | 'createdAt'>,
  ): void {
    this.rows.set(facts.itemId, new MemoryRows());
    this.items.set(facts.itemId, {
      ...facts,
      requestedSeq: 0n,
      doneSeq: 0n,
      wakeTrigger: null,
      leaseOwner: null,
      leaseUntil: null,
      fence: 0n,
      transactionsCursor: null,
      transactionsStatus: 'unknown',
      lastAttemptAt: null,
      errorCode: null,
      balancesErrorCode: null,
      failures: 0,
      retryAt: null,
      removeRequestedAt: null,
      removedAt: null,
      keepHistory: true,
    });
  }

  /** An Item of this household; another household's is not there. */
  find({ householdId, itemId }: ItemRef): ItemRow | undefined {
    const item = this.items.get(itemId);
    return item?.householdId === householdId ? item : undefined;
  }
}

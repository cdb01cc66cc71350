import type { TransactionDto } from './contract.ts';

/** What a list shows and adds up of a transaction: of one that is split, what the filter lets through. */
export function shownMinor({ amount, split }: Pick<TransactionDto, 'amount' | 'split'>): number {
  return split?.matchedMinor ?? amount.minor;
}

/** Neither income nor spending: by itself or by its category. */
export function isTransfer({ transfer, category }: Pick<TransactionDto, 'transfer' | 'category'>) {
  return transfer !== null || category?.kind === 'transfer';
}

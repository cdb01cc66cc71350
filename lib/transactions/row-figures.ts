import type { TransactionDto } from './contract.ts';

/** What a list shows of a transaction: as much as the filter lets through. */
export function shownMinor({ amount, matched }: Pick<TransactionDto, 'amount' | 'matched'>) {
  return matched?.minor ?? amount.minor;
}

/** What its day adds up of it: nothing of what is hidden or a transfer. */
export function sumOf(row: Figures): { currency: string; minor: number } | null {
  if (row.hidden || (isTransfer(row) && !row.matched?.counted)) return null;
  return { currency: row.amount.currency, minor: shownMinor(row) };
}

type Figures = Pick<TransactionDto, 'amount' | 'matched' | 'hidden' | 'transfer' | 'category'>;

/** Neither income nor spending: by itself or by its category. */
export function isTransfer({ transfer, category }: Pick<TransactionDto, 'transfer' | 'category'>) {
  return transfer !== null || category?.kind === 'transfer';
}

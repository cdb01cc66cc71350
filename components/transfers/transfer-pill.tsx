import { ArrowLeftRight } from 'lucide-react';
import { StatusPill } from '#components/ui/status-pill';
import type { TransactionDto } from '#lib/transactions/contract';

/** That a row is a transfer, and where its other end is, where that is known; nothing of any other. */
export function TransferPill({
  row: { transfer, amount },
  className,
}: {
  row: Pick<TransactionDto, 'transfer' | 'amount'>;
  className?: string;
}) {
  if (!transfer) return null;
  return (
    <StatusPill icon={<ArrowLeftRight aria-hidden="true" />} className={className}>
      <span className="max-w-48 truncate">{transferWord({ transfer, amount })}</span>
    </StatusPill>
  );
}

/** "Transfer → Savings", seen from where it leaves. */
export function transferWord({
  transfer,
  amount,
}: Pick<TransactionDto, 'transfer' | 'amount'>): string {
  if (!transfer?.other) return 'Transfer';
  return `Transfer ${amount.minor < 0 ? '→' : '←'} ${transfer.other}`;
}

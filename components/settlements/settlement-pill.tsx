import { HandCoins, Undo2 } from 'lucide-react';
import { StatusPill } from '#components/ui/status-pill';
import { formatAmount } from '#lib/money/format-amount';
import type { TransactionDto } from '#lib/transactions/contract';

/** What came back of an expense, or is still owed for it; nothing of a row that is settled with nothing. */
export function SettlementPill({
  row: { settled, amount },
  className,
}: {
  row: Pick<TransactionDto, 'settled' | 'amount'>;
  className?: string;
}) {
  if (!settled) return null;
  const { linkedMinor, owedMinor } = settled;
  if (owedMinor > 0) {
    return (
      <StatusPill icon={<HandCoins aria-hidden="true" />} className={className}>
        Owed {formatAmount(owedMinor, amount.currency).text}
      </StatusPill>
    );
  }
  const isWhole = linkedMinor >= Math.abs(amount.minor);
  return (
    <StatusPill icon={<Undo2 aria-hidden="true" />} className={className}>
      {amount.minor > 0 ? 'Pays back' : isWhole ? 'Refunded' : 'Partly refunded'}
    </StatusPill>
  );
}

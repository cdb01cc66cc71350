import { HandCoins, Undo2 } from 'lucide-react';
import { StatusPill } from '#components/ui/status-pill';
import { formatAmount } from '#lib/money/format-amount';
import type { TransactionDto } from '#lib/transactions/contract';

type Row = Pick<TransactionDto, 'settled' | 'amount'>;

/** What came back of an expense, or is still owed for it; nothing of a row that is settled with nothing. */
export function SettlementPill({ row, className }: { row: Row; className?: string }) {
  const word = settlementWord(row);
  if (word === null) return null;
  const Icon = row.settled?.owedMinor ? HandCoins : Undo2;
  return (
    <StatusPill
      tone={isBeyond(row) ? 'warning' : 'neutral'}
      icon={<Icon aria-hidden="true" />}
      className={className}
    >
      <span data-amount="start">{word}</span>
    </StatusPill>
  );
}

/** The same where there is no room for a pill. */
export function settlementWord({ settled, amount }: Row): string | null {
  if (!settled) return null;
  const { linkedMinor, owedMinor } = settled;
  if (isBeyond({ settled, amount })) return 'Linked beyond its amount';
  if (owedMinor > 0) return `Owed ${formatAmount(owedMinor, amount.currency).text}`;
  if (amount.minor > 0) return 'Pays back';
  return linkedMinor >= -amount.minor ? 'Refunded' : 'Partly refunded';
}

/** The bank changed an amount since, and more is linked than there is. */
function isBeyond({ settled, amount }: Row): boolean {
  return (settled?.linkedMinor ?? 0) > Math.abs(amount.minor);
}

import { Amount } from '#components/ui/amount';
import { Button } from '#components/ui/button';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import { looksLikeRefund, type SettleInput } from '#lib/settlements/contract';
import { useSettleCandidates } from '#lib/settlements/hooks';

/** The one that is most probably meant, offered; nothing is linked unasked. */
export function RefundOffer({
  transactionId,
  today,
  onLink,
}: {
  transactionId: string;
  today: CivilDate;
  onLink: (input: SettleInput) => void;
}) {
  const { candidates } = useSettleCandidates(transactionId, '');
  const refund = candidates?.find(looksLikeRefund);
  if (!refund) return null;
  const { id, amount, leftMinor, date } = refund;
  return (
    <div className="flex items-center gap-3 border-line border-b py-2.5">
      <p className="min-w-0 flex-1 text-ink-soft text-sm">
        {amount.minor > 0 ? 'A refund? ' : 'A refund of this? '}
        <Amount minor={amount.minor} currency={amount.currency} tone="money-in" /> from the same
        merchant on {formatCivilDate(date, today)}.
      </p>
      <Button size="sm" onClick={() => onLink({ otherId: id, amountMinor: leftMinor })}>
        Link it
      </Button>
    </div>
  );
}

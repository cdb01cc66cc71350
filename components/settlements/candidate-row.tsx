import { Amount } from '#components/ui/amount';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import type { SettleCandidateDto } from '#lib/settlements/contract';

/** A transaction to choose, with why it is offered. */
export function CandidateRow({
  candidate,
  today,
  onChoose,
}: {
  candidate: SettleCandidateDto;
  today: CivilDate;
  /** Without it, it is chosen. */
  onChoose?: () => void;
}) {
  const { merchant, date, account, amount, leftMinor } = candidate;
  const content = (
    <>
      <span className="min-w-0 flex-1 text-left">
        <span className="block truncate">{merchant || 'No name'}</span>
        <span className="block text-ink-soft text-sm">
          {[formatCivilDate(date, today), account, ...describeReasons(candidate)].join(', ')}
        </span>
      </span>
      <span className="shrink-0 text-right">
        <Amount minor={amount.minor} currency={amount.currency} tone="money-in" />
        {leftMinor !== Math.abs(amount.minor) ? (
          <span className="block text-ink-faint text-sm">
            <Amount minor={leftMinor} currency={amount.currency} /> left
          </span>
        ) : null}
      </span>
    </>
  );
  const layout = 'flex w-full items-start gap-4 rounded-md px-2 py-2.5';
  return (
    <li className="border-line border-b last:border-b-0">
      {onChoose ? (
        <button type="button" onClick={onChoose} className={`${layout} hover:bg-pressed`}>
          {content}
        </button>
      ) : (
        <div className={layout}>{content}</div>
      )}
    </li>
  );
}

function describeReasons({ sameMerchant, sameSize, daysApart }: SettleCandidateDto): string[] {
  const days = Math.abs(daysApart);
  return [
    ...(sameMerchant ? ['the same merchant'] : []),
    ...(sameSize ? ['the same amount'] : []),
    days === 0 ? 'the same day' : `${days} ${days === 1 ? 'day' : 'days'} apart`,
  ];
}

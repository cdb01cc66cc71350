import { Amount } from '#components/ui/amount';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import type { TransferDto } from '#lib/transfers/contract';
import { isSeen, placeOf } from './transfer-words.ts';

/** Both ends of a transfer, one above the other: where it leaves first. */
export function TransferEnds({ transfer, today }: { transfer: TransferDto; today: CivilDate }) {
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-baseline gap-x-3 gap-y-0.5">
      <End word="From" transfer={transfer} end={transfer.out} today={today} />
      <End word="To" transfer={transfer} end={transfer.in} today={today} />
    </dl>
  );
}

function End({
  word,
  transfer,
  end,
  today,
}: {
  word: string;
  transfer: TransferDto;
  end: TransferDto['out'];
  today: CivilDate;
}) {
  const details = isSeen(end)
    ? [
        end.merchant || 'No name',
        formatCivilDate(end.date, today),
        ...(end.pending ? ['pending'] : []),
      ]
    : end === null && transfer.towards
      ? ['has not arrived']
      : [];
  return (
    <>
      <dt className="text-ink-soft text-sm">{word}</dt>
      <dd className="min-w-0">
        <span className="block truncate font-medium">{placeOf(end, transfer)}</span>
        {details.length > 0 ? (
          <span className="block truncate text-ink-soft text-sm">{details.join(', ')}</span>
        ) : null}
      </dd>
      <dd>
        {isSeen(end) ? (
          <Amount minor={end.amount.minor} currency={end.amount.currency} tone="money-in" />
        ) : null}
      </dd>
    </>
  );
}

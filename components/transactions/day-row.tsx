import { Amount } from '#components/ui/amount';
import { dayLabel } from './day-label.ts';
import type { ListDay } from './list-days.ts';

/**
 * The heading of a day and what its rows come to. It sticks below the table's head while they are read;
 * wide as the table's container, because a colSpan would count columns that a phone does not show.
 */
export function DayRow({
  day,
  today,
  rowIndex,
}: {
  day: ListDay;
  today: string;
  rowIndex: number;
}) {
  return (
    <tr aria-rowindex={rowIndex} data-day={day.date}>
      <th
        scope="rowgroup"
        className="sticky top-(--sticky-top,0px) z-sticky h-10 p-0 align-bottom font-medium text-sm @xl:top-[calc(var(--sticky-top,0px)+2.25rem)]"
      >
        <span className="flex h-10 w-[100cqi] items-end bg-(--table-paper,var(--canvas)) px-3">
          <span className="flex flex-1 items-baseline justify-between gap-4 border-line-strong border-b pb-1.5">
            <span>{dayLabel(day.date, today)}</span>
            <span className="flex gap-3 font-normal text-ink-soft">
              {day.sums?.map(({ currency, minor }) => (
                <Amount key={currency} minor={minor} currency={currency} sign="always" />
              ))}
            </span>
          </span>
        </span>
      </th>
    </tr>
  );
}

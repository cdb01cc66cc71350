import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { Route } from 'next';
import { Link } from '#components/ui/link';
import { cn } from '#lib/cn';
import { addDays, type CivilDate, epochDay } from '#lib/dates/civil-date';
import { daysOf, type Span } from '#lib/dates/cycles';
import { firstWeekday } from '#lib/dates/first-weekday';
import { formatAmount } from '#lib/money/format-amount';
import type { DueDto } from '#lib/recurring/contract';

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
/** So many stand in a day's square; the list below has all. */
const shownPerDay = 3;

/** A month as a calendar. A phone has no room for it: there the list says the same. */
export function MonthGrid({
  dues,
  month,
  today,
}: {
  dues: readonly DueDto[];
  month: Span;
  today: CivilDate;
}) {
  const first = firstWeekday('en-US');
  const ofDay = Map.groupBy(dues, ({ on }) => on);
  return (
    <table className="w-full table-fixed border-collapse max-sm:hidden">
      <caption className="sr-only">Due in this month</caption>
      <thead>
        <tr>
          {weekdays.map((_, index) => {
            const name = weekdays[(first + index) % 7] ?? '';
            return (
              <th
                key={name}
                scope="col"
                className="pb-2 text-left font-normal text-ink-faint text-xs"
              >
                <abbr title={name} className="no-underline">
                  {name.slice(0, 3)}
                </abbr>
              </th>
            );
          })}
        </tr>
      </thead>
      <tbody>
        {listWeeks(month, first).map((week) => (
          <tr key={week[0]}>
            {week.map((date) => (
              <td
                key={date}
                className={cn(
                  'h-24 border-line-strong border-t align-top',
                  (date < month.from || date > month.to) && 'border-line text-ink-faint',
                )}
              >
                <Day
                  date={date}
                  isToday={date === today}
                  isOutside={date < month.from || date > month.to}
                  dues={ofDay.get(date) ?? []}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Day({
  date,
  isToday,
  isOutside,
  dues,
}: {
  date: CivilDate;
  isToday: boolean;
  isOutside: boolean;
  dues: readonly DueDto[];
}) {
  return (
    <>
      <span
        className={cn(
          'block pt-1.5 pb-1 text-xs',
          isToday ? 'font-semibold text-accent' : isOutside ? 'text-ink-faint' : 'text-ink-soft',
        )}
      >
        {Number(date.slice(8))}
        {isToday ? <span className="sr-only">, today</span> : null}
      </span>
      {dues.slice(0, shownPerDay).map((due) => (
        <DueInDay key={due.id} due={due} />
      ))}
      {dues.length > shownPerDay ? (
        <span className="block text-ink-faint text-xs">and {dues.length - shownPerDay} more</span>
      ) : null}
    </>
  );
}

function DueInDay({ due: { name, amountMinor, currency, state, href } }: { due: DueDto }) {
  const { text } = formatAmount(amountMinor, currency, { precision: 'whole' });
  return (
    <Link
      href={href as Route}
      className={cn(
        'mr-2 mb-1 block rounded-sm py-0.5 text-xs leading-tight hover:bg-hover',
        state === 'seen' ? 'text-ink-soft' : 'text-ink',
      )}
    >
      <span className="flex items-center gap-1">
        {state === 'seen' ? (
          <CircleCheck aria-hidden="true" className="size-3 shrink-0 text-accent" />
        ) : null}
        {state === 'late' || state === 'missed' ? (
          <TriangleAlert aria-hidden="true" className="size-3 shrink-0 text-warning" />
        ) : null}
        <span className="truncate">{name}</span>
      </span>
      <span className={cn('block', amountMinor > 0 ? 'text-positive' : 'text-ink-soft')}>
        <span data-amount="start">
          {amountMinor > 0 ? '+' : ''}
          {text}
        </span>
        <span className="sr-only">{words[state]}</span>
      </span>
    </Link>
  );
}

const words: Record<DueDto['state'], string> = {
  expected: ', expected',
  late: ', late',
  missed: ', not seen',
  seen: ', came',
};

/** Whole weeks, those of the neighbours' days among them. */
function listWeeks({ from, to }: Span, first: number): CivilDate[][] {
  // 1970-01-01 was a Thursday.
  const before = (epochDay(from) + 4 - first) % 7;
  const start = addDays(from, -before);
  const count = Math.ceil((before + daysOf({ from, to })) / 7);
  return Array.from({ length: count }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => addDays(start, week * 7 + day)),
  );
}

import { CategoryIcon } from '#components/categories/category-icon';
import { Amount } from '#components/ui/amount';
import { SectionHeading } from '#components/ui/section-heading';
import { type CivilDate, epochDay, formatCivilDate } from '#lib/dates/civil-date';
import type { StreamDto } from '#lib/recurring/contract';
import { cadenceWords, daysUntil, sayAccounts } from './recurring-words.ts';
import { StreamNotes } from './stream-notes.tsx';

/** Nobody counts the days of what is farther away. */
const nearDays = 60;

/** What recurs of one kind, the soonest first. */
export function StreamSection({
  id,
  title,
  streams,
  today,
  onOpen,
}: {
  id: string;
  title: string;
  streams: readonly StreamDto[];
  today: CivilDate;
  onOpen: (streamId: string) => void;
}) {
  if (streams.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <SectionHeading id={id} aside={streams.length}>
        {title}
      </SectionHeading>
      <ul>
        {streams.map((stream) => (
          <StreamRow key={stream.id} stream={stream} today={today} onOpen={onOpen} />
        ))}
      </ul>
    </section>
  );
}

function StreamRow({
  stream,
  today,
  onOpen,
}: {
  stream: StreamDto;
  today: CivilDate;
  onOpen: (streamId: string) => void;
}) {
  const { id, name, category, cadence, currency, amountMinor, lowMinor, highMinor } = stream;
  return (
    <li className="border-line border-b last:border-b-0">
      <button
        type="button"
        onClick={() => onOpen(id)}
        className="-mx-3 grid w-[calc(100%+1.5rem)] grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 rounded-md px-3 py-2.5 text-left hover:bg-hover sm:grid-cols-[minmax(0,1fr)_9.5rem_8.5rem]"
      >
        <span className="flex min-w-0 items-center gap-3">
          <CategoryIcon name={category?.icon ?? 'shapes'} />
          <span className="min-w-0">
            <span className="block truncate">{name}</span>
            <span className="block truncate text-ink-soft text-sm">
              {cadenceWords[cadence]} · {sayAccounts(stream)}
            </span>
          </span>
        </span>
        <span className="order-3 text-ink-soft text-sm max-sm:pl-8 sm:order-none">
          <NextDay stream={stream} today={today} />
        </span>
        <span className="text-right">
          {lowMinor === highMinor ? null : <span className="text-ink-faint">about </span>}
          <Amount minor={amountMinor} currency={currency} tone="money-in" />
        </span>
        <StreamNotes stream={stream} today={today} className="order-4 col-span-full pl-7" />
      </button>
    </li>
  );
}

function NextDay({ stream: { nextOn, lastOn }, today }: { stream: StreamDto; today: CivilDate }) {
  if (nextOn === null) return `Last ${formatCivilDate(lastOn, today, 'short')}`;
  return (
    <>
      {formatCivilDate(nextOn, today, 'short')}
      {epochDay(nextOn) - epochDay(today) <= nearDays ? (
        <span className="text-ink-faint">, {daysUntil(nextOn, today)}</span>
      ) : null}
    </>
  );
}

import { LineChart } from '#components/charts/line-chart';
import { ConversionNote } from '#components/rates/conversion-note';
import { Figure } from '#components/ui/figure';
import { addDays, type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import { formatAmount } from '#lib/money/format-amount';
import type { NetWorthDto, TotalWorth } from '#lib/net-worth/contract';
import { longestRateDays } from '#lib/rates/limits';

/** All currencies as one, at each day's own rates. */
export function TotalSection({
  total,
  period: { from, to },
  today,
}: {
  total: TotalWorth;
  period: Pick<NetWorthDto, 'from' | 'to'>;
  today: CivilDate;
}) {
  const { currency, net, readFrom, unrated } = total;
  const label = `Net worth in all, in ${currency}`;
  const heading = (
    <Figure
      label={to === today ? label : `${label}, on ${formatCivilDate(to, today)}`}
      minor={net.at(-1) ?? null}
      currency={currency}
      size="xl"
      note={
        <>
          <span data-amount="start" className="block">
            <TotalChange total={total} from={from} today={today} />
          </span>
          <ConversionNote conversion={total} today={today} />
        </>
      }
    />
  );
  const isDrawn = net.some((each) => each !== null);
  return (
    <section aria-label={label} className="mb-16">
      {isDrawn ? (
        <LineChart
          label={label}
          from={from}
          today={today}
          currency={currency}
          lines={[{ label: 'Net worth', values: net }]}
          readFrom={readFrom}
          heading={heading}
        />
      ) : (
        heading
      )}
      {isDrawn && unrated.length > 0 ? (
        <ul className="mt-4 flex flex-col gap-1 pl-13 text-ink-soft text-sm">
          {unrated.map((each) => (
            <li key={each.currency}>
              No total on {each.days} {each.days === 1 ? 'day' : 'days'}: there was no rate of{' '}
              {each.currency} from the {longestRateDays} days before.
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

/** By how much it moved. What is no gain is in it: rates that moved, and accounts that came or went. */
export function TotalChange({
  total: { net, currency },
  from,
  today,
}: {
  total: TotalWorth;
  from: CivilDate;
  today: CivilDate;
}) {
  const [first, last] = [
    net.findIndex((each) => each !== null),
    net.findLastIndex((each) => each !== null),
  ];
  if (first === last) return null;
  const minor = (net[last] ?? 0) - (net[first] ?? 0);
  const size = formatAmount(minor, currency, { sign: 'none', precision: 'whole' }).text;
  const moved = minor === 0 ? 'Unchanged' : `${minor > 0 ? 'Up' : 'Down'} ${size}`;
  const since = formatCivilDate(addDays(from, first), today, 'short');
  return `${moved} since ${since}, with what rates moved and accounts that came or went.`;
}

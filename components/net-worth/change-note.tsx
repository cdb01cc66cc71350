import { type CivilDate, epochDay, formatCivilDate } from '#lib/dates/civil-date';
import { formatAmount } from '#lib/money/format-amount';
import type { CurrencyWorth, WorthChange } from '#lib/net-worth/contract';

/** By how much it moved in the period and in the one before; what is no gain or loss is said apart. */
export function ChangeNote({
  worth: { currency, change, before, net },
  period: { from, to },
  today,
}: {
  worth: CurrencyWorth;
  period: { from: CivilDate; to: CivilDate };
  today: CivilDate;
}) {
  if (!change) return 'There is one day to see so far.';
  const say = (minor: number, sign: 'none' | 'always') =>
    formatAmount(minor, currency, { sign, precision: 'whole' }).text;
  const days = epochDay(to) - epochDay(from) + 1;
  const isWhole = net[0] !== null;
  const { joinedMinor, leftMinor } = change;
  return (
    <>
      {direct(change, say)} since {isWhole ? formatCivilDate(from, today, 'short') : 'it is known'}.
      {joinedMinor === 0
        ? null
        : ` Beside it, accounts that came to be known: ${say(joinedMinor, 'always')}.`}
      {leftMinor === 0
        ? null
        : ` Beside it, accounts that count no more: ${say(leftMinor, 'always')}.`}
      {before && isWhole ? (
        <span className="block">
          The {days} days before: {direct(before, say).toLowerCase()}.
        </span>
      ) : null}
    </>
  );
}

/** What the accounts did that were known all along. */
function direct(
  { minor, joinedMinor, leftMinor }: WorthChange,
  say: (minor: number, sign: 'none') => string,
): string {
  const grown = minor - joinedMinor - leftMinor;
  if (grown === 0) return 'Unchanged';
  return `${grown > 0 ? 'Up' : 'Down'} ${say(grown, 'none')}`;
}

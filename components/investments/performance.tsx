import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import type { CourseDto } from '#lib/investments/contract';
import { sayReturn, unknownReturnWords } from './investment-words.ts';

/** The return over the days on show, how it is reckoned, or why it is not known. */
export function Performance({
  course: { performance, unknown },
  today,
}: {
  course: CourseDto;
  today: CivilDate;
}) {
  if (!performance) {
    return <p className="text-ink-soft text-sm">{unknown && unknownReturnWords[unknown]}</p>;
  }
  const say = (date: CivilDate) => formatCivilDate(date, today, 'short');
  const { from, to, longestGapDays } = performance;
  return (
    <div className="text-sm">
      <p>
        <span className="font-medium tabular-nums">{sayReturn(performance)}</span>{' '}
        <span className="text-ink-soft">
          time-weighted return from {say(from)} to {say(to)}
        </span>
      </p>
      <details className="pt-1 text-ink-soft">
        <summary className="w-fit cursor-pointer rounded-sm hover:text-ink">
          How it is reckoned
        </summary>
        <p className="max-w-prose pt-1">
          From each day the holdings were read to the next, the gain over what was invested; the
          results multiplied. What was paid in or out, on the day the bank booked it, counts neither
          as gain nor as loss.{' '}
          {longestGapDays > 1
            ? `Where days between were not read, here up to ${longestGapDays} days, each payment weighs by the days it was there (Modified Dietz).`
            : 'Every day was read, so that it is the true time-weighted return.'}{' '}
          It is over the whole time, not per year, and after fees.
        </p>
      </details>
    </div>
  );
}

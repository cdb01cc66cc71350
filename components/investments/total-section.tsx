import { LineChart } from '#components/charts/line-chart';
import { ConversionNote } from '#components/rates/conversion-note';
import { Figure } from '#components/ui/figure';
import type { CivilDate } from '#lib/dates/civil-date';
import type { TotalCourseDto } from '#lib/investments/contract';
import type { ConvertedSum } from '#lib/rates/contract';
import { longestRateDays } from '#lib/rates/limits';

/** All currencies as one: today's figure, its course, and on how many days a rate keeps there from being one. */
export function TotalSection({
  total,
  course,
  today,
}: {
  total: ConvertedSum;
  course: TotalCourseDto | null;
  today: CivilDate;
}) {
  const { currency, minor } = total;
  const label = `Invested in all, in ${currency}`;
  const figure = (
    <Figure
      label={label}
      minor={minor}
      currency={currency}
      size="xl"
      note={<ConversionNote conversion={total} today={today} />}
    />
  );
  const isDrawn = course?.values.some((each) => each !== null) === true;
  return (
    <section aria-label="In all" className="mb-12">
      {course && isDrawn ? (
        <LineChart
          label={label}
          from={course.from}
          today={today}
          currency={currency}
          lines={[{ label: 'Value', values: course.values }]}
          heading={figure}
        />
      ) : (
        figure
      )}
      {course && isDrawn ? <Unrated unrated={course.unrated} /> : null}
    </section>
  );
}

function Unrated({ unrated }: Pick<TotalCourseDto, 'unrated'>) {
  if (unrated.length === 0) return null;
  return (
    <ul className="mt-4 flex flex-col gap-1 text-ink-soft text-sm">
      {unrated.map(({ currency, days }) => (
        <li key={currency}>
          No total on {days} {days === 1 ? 'day' : 'days'} that {days === 1 ? 'was' : 'were'} read:
          there was no rate of {currency} from the {longestRateDays} days before.
        </li>
      ))}
    </ul>
  );
}

import { DueList } from '#components/recurring/due-list';
import { Link } from '#components/ui/link';
import { TextLink } from '#components/ui/text-link';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import type { AccountForecastDto } from '#lib/forecast/contract';
import { formatAmount } from '#lib/money/format-amount';
import type { DueDto } from '#lib/recurring/contract';
import { CardSection } from './card-section.tsx';

const shownLimit = 8;

/** What comes next: the bills and the income of two weeks, and an account that will not hold. */
export function UpcomingCard({
  dues,
  short,
  asked,
  today,
}: {
  dues: readonly DueDto[];
  /** Accounts that run short, the first one first. */
  short: readonly AccountForecastDto[];
  /** How many wait for a word on whether they recur. */
  asked: number;
  today: CivilDate;
}) {
  const others = dues.length - shownLimit;
  return (
    <CardSection name="Upcoming" link={{ href: '/recurring', label: 'All that recurs' }}>
      {short.map(({ account, shortOn, lowest, currency }) => (
        <p key={account.id} className="pt-3 text-warning">
          {account.name} runs short on {formatCivilDate(shortOn ?? today, today)}, by up to{' '}
          <span data-amount="start">{formatAmount(Math.abs(lowest.minor), currency).text}</span>.{' '}
          <TextLink asChild>
            <Link href="/recurring/forecast">See why</Link>
          </TextLink>
        </p>
      ))}
      {dues.length === 0 ? (
        <p className="pt-3 text-ink-soft">
          Nothing that you confirmed is due in the next two weeks.
        </p>
      ) : (
        <DueList dues={dues.slice(0, shownLimit)} today={today} />
      )}
      {others > 0 ? (
        <p className="pt-2 text-ink-soft text-sm">
          and {others} more in{' '}
          <TextLink asChild>
            <Link href="/recurring/calendar">the calendar</Link>
          </TextLink>
        </p>
      ) : null}
      {asked > 0 ? (
        <p className="pt-2 text-ink-soft text-sm">
          <TextLink asChild>
            <Link href="/recurring">
              {asked === 1 ? 'One payment seems to recur' : `${asked} payments seem to recur`}
            </Link>
          </TextLink>
          {': say whether, and it counts here.'}
        </p>
      ) : null}
    </CardSection>
  );
}

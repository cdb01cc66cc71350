import type { Route } from 'next';
import { LineChart } from '#components/charts/line-chart';
import { Amount } from '#components/ui/amount';
import { Callout } from '#components/ui/callout';
import { Link } from '#components/ui/link';
import { RelativeTime } from '#components/ui/relative-time';
import { SectionHeading } from '#components/ui/section-heading';
import { TextLink } from '#components/ui/text-link';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import type { AccountForecastDto } from '#lib/forecast/contract';
import { formatAmount } from '#lib/money/format-amount';
import { ForecastEntries } from './forecast-entries.tsx';

/** One account: its lowest day, its course, and what that is made of. */
export function AccountForecast({
  forecast,
  from,
}: {
  forecast: AccountForecastDto;
  from: CivilDate;
}) {
  const { account, currency, startMinor, asOf, minor, lowest, shortOn } = forecast;
  const id = `forecast-${account.id}`;
  return (
    <section aria-labelledby={id}>
      <SectionHeading
        id={id}
        aside={<Now startMinor={startMinor} currency={currency} asOf={asOf} />}
      >
        <TextLink quiet asChild>
          <Link href={`/accounts/${account.id}` as Route}>{account.name}</Link>
        </TextLink>
      </SectionHeading>
      {shortOn ? (
        <Callout
          tone="attention"
          title={`Runs short on ${formatCivilDate(shortOn, from)}`}
          className="mt-4"
        >
          At its lowest it lacks{' '}
          <span data-amount="start">{formatAmount(Math.abs(lowest.minor), currency).text}</span>, on{' '}
          {formatCivilDate(lowest.on, from)}. Moving that much here before then covers it.
        </Callout>
      ) : null}
      <div className="mt-5">
        <LineChart
          label={`${account.name}, day by day`}
          from={from}
          today={from}
          currency={currency}
          lines={[{ label: 'Balance', values: minor }]}
          marks={[{ date: lowest.on, label: '↓' }]}
          size="sm"
          heading={
            <p>
              Lowest{' '}
              <Amount
                minor={lowest.minor}
                currency={currency}
                tone={lowest.minor < 0 ? 'danger' : 'plain'}
                className="font-medium"
              />{' '}
              on {formatCivilDate(lowest.on, from)}
            </p>
          }
        />
      </div>
      <ForecastEntries forecast={forecast} from={from} />
    </section>
  );
}

function Now({
  startMinor,
  currency,
  asOf,
}: Pick<AccountForecastDto, 'startMinor' | 'currency' | 'asOf'>) {
  return (
    <>
      <Amount minor={startMinor} currency={currency} />{' '}
      {asOf ? (
        <>
          as of <RelativeTime iso={asOf} />
        </>
      ) : (
        'now'
      )}
    </>
  );
}

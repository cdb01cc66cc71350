import { Button } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';
import { Link } from '#components/ui/link';
import { PageHeader } from '#components/ui/page-header';
import { SectionHeading } from '#components/ui/section-heading';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import type { CurrenciesDto, RatePage } from '#lib/rates/contract';
import { longestRateDays } from '#lib/rates/limits';
import { BaseField } from './base-field.tsx';
import { EnterRateButton } from './enter-rate-button.tsx';
import { ImportRatesButton } from './import-rates-button.tsx';
import { RateList } from './rate-list.tsx';
import { sayRate } from './rate-words.ts';

/** What totals are in, and by which rates other currencies count in them. */
export function CurrencySettings({
  currencies: { base, others },
  rates,
  isFirstPage,
  today,
}: {
  currencies: CurrenciesDto;
  rates: RatePage;
  isFirstPage: boolean;
  today: CivilDate;
}) {
  const pair = { from: others[0]?.currency ?? '', to: base.currency };
  return (
    <div className="flex max-w-3xl flex-col gap-10">
      <PageHeader
        title="Currencies"
        className="mb-0"
        description="Each account stays in its own currency. Totals of several are converted by the rates you keep here, and by no others."
        actions={
          <>
            <ImportRatesButton today={today} />
            <EnterRateButton pair={pair} today={today} />
          </>
        }
      />
      <section aria-labelledby="base">
        <SectionHeading id="base" ruled={false}>
          Totals are in
        </SectionHeading>
        <BaseField base={base} />
      </section>
      {others.length === 0 ? null : (
        <section aria-labelledby="others">
          <SectionHeading id="others">Your other currencies</SectionHeading>
          <ul>
            {others.map((each) => (
              <OtherRow key={each.currency} other={each} to={base.currency} today={today} />
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="rates">
        <SectionHeading id="rates">Rates</SectionHeading>
        {rates.items.length === 0 ? (
          <EmptyState title={isFirstPage ? 'No rates yet' : 'No older rates'} level={3}>
            Enter one by hand, or import a CSV file with the columns date, from, to and rate. The
            European Central Bank’s table of reference rates (eurofxref-hist.zip) is read as it is,
            too.
          </EmptyState>
        ) : (
          <RateList rates={rates.items} today={today} />
        )}
        <Pages isFirst={isFirstPage} next={rates.nextCursor} />
        <p className="mt-4 max-w-prose text-ink-soft text-sm">
          A day’s rate is the latest one of that day or before, and {longestRateDays} days old at
          most: beyond that a total is left out rather than guessed. A rate counts the other way
          round, too. Without one between two currencies, two of one day through a third are taken.
        </p>
      </section>
    </div>
  );
}

function OtherRow({
  other: { currency, used, missing },
  to,
  today,
}: {
  other: CurrenciesDto['others'][number];
  to: string;
  today: CivilDate;
}) {
  const say = (date: CivilDate) => formatCivilDate(date, today, 'short');
  const last = missing?.lastDate;
  return (
    <li className="flex min-h-12 flex-wrap items-center gap-x-4 gap-y-1 border-line border-b py-2 last:border-b-0">
      <span className="w-14 font-medium">{currency}</span>
      <span className="min-w-0 flex-1 text-ink-soft tabular-nums">
        {used ? `${used.rates.map(sayRate).join(' and ')}, of ${say(used.date)}` : null}
        {used ? null : last ? `The last rate is of ${say(last)}, too old.` : 'No rate is known.'}
      </span>
      <EnterRateButton pair={{ from: currency, to }} today={today} size="sm" named />
    </li>
  );
}

function Pages({ isFirst, next }: { isFirst: boolean; next: string | null }) {
  if (isFirst && next === null) return null;
  return (
    <nav aria-label="Pages of rates" className="mt-4 flex gap-2">
      {isFirst ? null : (
        <Button variant="ghost" asChild>
          <Link href="/settings/currencies">Newest</Link>
        </Button>
      )}
      {next === null ? null : (
        <Button variant="ghost" asChild>
          <Link href={`/settings/currencies?cursor=${next}`}>Older</Link>
        </Button>
      )}
    </nav>
  );
}

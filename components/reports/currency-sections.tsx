import type { ReactNode } from 'react';
import { Link } from '#components/ui/link';
import { TextLink } from '#components/ui/text-link';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import type { ReportConversion } from '#lib/reports/contract';
import { NothingCounted } from './nothing-counted.tsx';

/** One section for each currency: amounts in different ones are added up where rates say what they were worth. */
export function CurrencySections<Sums extends { currency: string }>({
  report: { currencies, conversion },
  today,
  label,
  children,
}: {
  report: { currencies: readonly Sums[]; conversion: ReportConversion | null };
  today: CivilDate;
  label: string;
  children: (sums: Sums, label: string) => ReactNode;
}) {
  if (currencies.length === 0) return <NothingCounted />;
  return (
    <>
      {conversion ? <Conversion conversion={conversion} today={today} /> : null}
      {currencies.map((sums) => {
        const name = currencies.length > 1 ? `${label} in ${sums.currency}` : label;
        return (
          <section key={sums.currency} aria-label={name} className="mb-16">
            {children(sums, name)}
          </section>
        );
      })}
    </>
  );
}

/** What of it was reckoned in another currency, and what could not be. */
function Conversion({
  conversion: { currency, converted, missing },
  today,
}: {
  conversion: ReportConversion;
  today: CivilDate;
}) {
  return (
    <div className="mb-6 flex max-w-prose flex-col gap-1 text-ink-soft">
      {converted.length > 0 ? (
        <p>
          In {currency}, with what is in {joinNames(converted)}: each amount by the rate of its day.
        </p>
      ) : null}
      {missing.map(({ from, days, firstDay }) => (
        <p key={from}>
          What is in {from} has its own figures: there is no rate of it to {currency} on{' '}
          {days === 1 ? null : `${days} days, the first of them `}
          {formatCivilDate(firstDay, today, 'short')}.{' '}
          <TextLink asChild>
            <Link href="/settings/currencies">Enter a rate</Link>
          </TextLink>
        </p>
      ))}
    </div>
  );
}

const joinNames = (names: readonly string[]) => new Intl.ListFormat('en-US').format(names);

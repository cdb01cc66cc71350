import { Fragment } from 'react';
import { Link } from '#components/ui/link';
import { TextLink } from '#components/ui/text-link';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import type { Conversion, MissingRate } from '#lib/rates/contract';
import { longestRateDays } from '#lib/rates/limits';
import { sayRate } from './rate-words.ts';

/** By which rates a figure was reckoned; or which rate keeps it from being one, with the way to enter it. */
export function ConversionNote({
  conversion: { currency, used, missing },
  today,
}: {
  conversion: Conversion;
  today: CivilDate;
}) {
  if (missing.length > 0) {
    return (
      <>
        No total in {currency}:{' '}
        {missing.map((each, index) => (
          <Fragment key={each.from}>
            {index > 0 ? '; ' : null}
            {sayMissing(each, today)}
          </Fragment>
        ))}
        .{' '}
        <TextLink asChild>
          <Link href="/settings/currencies">Enter a rate</Link>
        </TextLink>
      </>
    );
  }
  if (used.length === 0) return null;
  return (
    <>
      In {currency}:{' '}
      {used.map(({ date, rates }, index) => (
        <Fragment key={rates.map(sayRate).join()}>
          {index > 0 ? '; ' : null}
          {rates.map(sayRate).join(' and ')}, {rates.length > 1 ? 'rates' : 'rate'} of{' '}
          {formatCivilDate(date, today, 'short')}
        </Fragment>
      ))}
      .
    </>
  );
}

function sayMissing({ from, to, lastDate }: MissingRate, today: CivilDate): string {
  if (lastDate === null) return `no rate of ${from} to ${to} is known`;
  const last = formatCivilDate(lastDate, today, 'short');
  return `the last rate of ${from} to ${to} is of ${last}, and holds for ${longestRateDays} days`;
}

import { nameOfBalance } from '#components/accounts/account-labels';
import { LineChart } from '#components/charts/line-chart';
import { PeriodLinks } from '#components/charts/period-links';
import { SectionHeading } from '#components/ui/section-heading';
import { isValued } from '#lib/accounts/account-kinds';
import type { AccountDto } from '#lib/accounts/contract';
import type { BalanceHistoryDto, ChosenPeriod } from '#lib/balances/contract';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';

/** What an account held on each day of a period. */
export function BalanceHistory({
  account,
  history,
  period,
  today,
}: {
  account: AccountDto;
  history: BalanceHistoryDto;
  period: ChosenPeriod;
  today: CivilDate;
}) {
  const { currency, from, minor, readFrom } = history;
  const isKnown = minor.some((each) => each !== null);
  const isWorth = account.byHand !== null && isValued(account.byHand.kind);
  const name = nameOfBalance(account);
  return (
    <section aria-labelledby="history" className="mb-10 max-w-4xl">
      <SectionHeading id="history" ruled={false} className="pb-1">
        {name} over time
      </SectionHeading>
      {currency === null || !isKnown ? (
        <>
          <PeriodLinks period={period} today={today} />
          <p className="py-4 text-ink-soft">Nothing is known of these days.</p>
        </>
      ) : (
        <>
          <LineChart
            label={`${account.name}: ${name.toLowerCase()}`}
            from={from}
            today={today}
            currency={currency}
            lines={[{ label: name, values: minor }]}
            readFrom={readFrom}
            size="sm"
            heading={<PeriodLinks period={period} today={today} />}
          />
          <p className="mt-3 pl-13 text-ink-soft text-sm">
            {sayWhence(account, isWorth, readFrom, today)}
          </p>
        </>
      )}
    </section>
  );
}

function sayWhence(
  { sight, byHand }: AccountDto,
  isWorth: boolean,
  readFrom: CivilDate | null,
  today: CivilDate,
): string {
  if (isWorth) return 'Each value stays until the next one.';
  if (sight === 'balance') return 'Its balances alone are shown to you: each stays until the next.';
  if (byHand) return 'What was in it first, and its transactions.';
  if (readFrom === null)
    return 'As the bank gave it on each day, and from posted transactions between.';
  const date = formatCivilDate(readFrom, today, 'short');
  return `As the bank gave it since ${date}; before, the thinner line, counted back from posted transactions.`;
}

import { ChevronDown } from 'lucide-react';
import type { Route } from 'next';
import { BarChart } from '#components/charts/bar-chart';
import { Amount } from '#components/ui/amount';
import { Callout } from '#components/ui/callout';
import { Figure } from '#components/ui/figure';
import { Link } from '#components/ui/link';
import { SectionHeading } from '#components/ui/section-heading';
import { TextLink } from '#components/ui/text-link';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import { formatMonth } from '#lib/dates/format-month';
import type { BankIncomeDto, IncomeStreamDto } from '#lib/income/contract';
import { formatAmount } from '#lib/money/format-amount';
import { nameCategory, paidWords } from './income-words.ts';
import { ReportedIncome } from './reported-income.tsx';

/** What arrives, stream by stream, and whether one's own books say the same. */
export function BankIncome({ income, today }: { income: BankIncomeDto; today: CivilDate }) {
  const { from, to, totals, monthly, months, streams, missing } = income;
  const day = (date: CivilDate) => formatCivilDate(date, today, 'short');
  return (
    <div className="flex flex-col gap-10 pt-6">
      {missing.map((each) => (
        <Callout key={each} tone="attention">
          {each}
        </Callout>
      ))}
      <div className="flex flex-wrap gap-x-16 gap-y-6">
        {monthly.map((each) => (
          <Figure key={each.currency} label="In a usual month" {...each} size="xl" />
        ))}
        {totals.map((each) => (
          <Figure
            key={each.currency}
            label="In all"
            {...each}
            size={monthly.length > 0 ? 'lg' : 'xl'}
            note={`${day(from)} to ${day(to)}`}
          />
        ))}
      </div>
      {totals.map(({ currency }) => (
        <BarChart
          key={currency}
          label={`Income by month in ${currency}`}
          currency={currency}
          size="sm"
          heading={
            <SectionHeading level={3} ruled={false} className="pb-0">
              Month by month
            </SectionHeading>
          }
          columns={months.map(({ month }) => ({
            name: formatMonth(month),
            short: formatMonth(month, 'short').slice(0, 3),
          }))}
          series={[
            {
              label: 'Income',
              tone: 'positive',
              values: months.map(
                ({ sums }) => sums.find((sum) => sum.currency === currency)?.minor ?? 0,
              ),
            },
          ]}
        />
      ))}
      <ul className="flex flex-col gap-8">
        {streams.map((stream) => (
          <Stream key={stream.id} stream={stream} today={today} />
        ))}
      </ul>
      <ReportedIncome income={income} today={today} />
    </div>
  );
}

function Stream({ stream, today }: { stream: IncomeStreamDto; today: CivilDate }) {
  const { payer, category, cadence, ended, bank, account, payments, totals, monthly } = stream;
  const about = [
    nameCategory(category),
    paidWords[cadence],
    ended ? 'no more' : null,
    [bank, account].filter(Boolean).join(', '),
  ];
  return (
    <li>
      <SectionHeading level={3} aside={<Sums sums={totals} />}>
        <span className="break-words">{payer}</span>
      </SectionHeading>
      <p className="py-2 text-ink-soft text-sm">
        {about.filter(Boolean).join(' · ')}
        {monthly && !ended ? (
          <>
            {' · '}
            <Amount {...monthly} /> in a usual month
          </>
        ) : null}
      </p>
      <Stated stream={stream} />
      <details className="group">
        <summary className="flex w-fit cursor-pointer list-none items-center gap-1.5 rounded-sm py-1 text-ink-soft hover:text-ink pointer-coarse:py-3">
          {payments.length === 1 ? '1 payment' : `${payments.length} payments`}
          <ChevronDown aria-hidden="true" className="size-4 text-ink-faint group-open:rotate-180" />
        </summary>
        <ul aria-label={`Payments of ${payer}`} className="mt-1">
          {payments.map((payment, index) => (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: two payments of a day may be the same.
              key={`${payment.on} ${index}`}
              className="flex min-h-9 items-baseline justify-between gap-4 border-line border-b py-1.5 last:border-b-0"
            >
              <span>
                {payment.transactionId ? (
                  <TextLink quiet asChild>
                    <Link href={`/transactions?open=${payment.transactionId}` as Route}>
                      {formatCivilDate(payment.on, today, 'short')}
                    </Link>
                  </TextLink>
                ) : (
                  <>
                    {formatCivilDate(payment.on, today, 'short')}
                    <span className="text-ink-faint text-sm"> not among your transactions</span>
                  </>
                )}
              </span>
              <Amount minor={payment.minor} currency={payment.currency} />
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}

function Sums({ sums }: { sums: IncomeStreamDto['totals'] }) {
  return (
    <span className="flex flex-wrap justify-end gap-x-3 font-medium text-ink">
      {sums.map((sum) => (
        <Amount key={sum.currency} {...sum} />
      ))}
    </span>
  );
}

/** Plaid's own total, where its own payments do not come to it. */
function Stated({ stream: { stated } }: { stream: IncomeStreamDto }) {
  if (!stated) return null;
  return (
    <p className="pb-2 text-sm text-warning">
      Plaid says {formatAmount(stated.minor, stated.currency).text} for it; the payments that it
      lists come to what stands above.
    </p>
  );
}

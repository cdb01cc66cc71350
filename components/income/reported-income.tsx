import type { Route } from 'next';
import { Amount } from '#components/ui/amount';
import { Definition, DefinitionList } from '#components/ui/definition-list';
import { Link } from '#components/ui/link';
import { SectionHeading } from '#components/ui/section-heading';
import { TextLink } from '#components/ui/text-link';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import type { BankIncomeDto, ReportedIncomeDto } from '#lib/income/contract';

/** Whether Reports count the same as income, and what makes the difference where they do not. */
export function ReportedIncome({ income, today }: { income: BankIncomeDto; today: CivilDate }) {
  const { reported, strays, from, to } = income;
  const agrees = reported.every(({ hereMinor, thereMinor }) => hereMinor === 0 && thereMinor === 0);
  return (
    <section aria-labelledby="reported">
      <SectionHeading
        id="reported"
        level={3}
        aside={
          <TextLink asChild>
            <Link href={`/reports/income?from=${from}&to=${to}` as Route}>Reports</Link>
          </TextLink>
        }
      >
        Beside your own books
      </SectionHeading>
      <p className="max-w-prose py-3 text-ink-soft">
        {agrees
          ? 'Every payment is among your transactions, and your reports count the same as income.'
          : 'Plaid and your reports do not count the same as income in this time. This is what differs.'}
      </p>
      {agrees
        ? null
        : reported.map((each) => (
            <Difference key={each.currency} of={each} isOnly={reported.length === 1} />
          ))}
      {strays.length > 0 ? (
        <>
          <h4 className="pt-6 pb-2 font-medium text-sm">
            In the streams, and no income in your books
          </h4>
          <ul aria-label="In the streams alone">
            {strays.map((stray, index) => (
              <li
                // biome-ignore lint/suspicious/noArrayIndexKey: two payments of a day may be the same.
                key={`${stray.on} ${index}`}
                className="flex min-h-9 items-baseline justify-between gap-4 border-line border-b py-1.5 last:border-b-0"
              >
                <span className="min-w-0">
                  <span className="block truncate">{stray.payer}</span>
                  <span className="block text-ink-faint text-sm">
                    {formatCivilDate(stray.on, today, 'short')},{' '}
                    {stray.transactionId ? (
                      <TextLink asChild>
                        <Link href={`/transactions?open=${stray.transactionId}` as Route}>
                          here, and counted otherwise
                        </Link>
                      </TextLink>
                    ) : (
                      'not among your transactions'
                    )}
                  </span>
                </span>
                <Amount minor={stray.minor} currency={stray.currency} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}

function Difference({ of, isOnly }: { of: ReportedIncomeDto; isOnly: boolean }) {
  const { currency, totalMinor, bothMinor, hereMinor, thereMinor } = of;
  const sum = (minor: number) => <Amount minor={minor} currency={currency} />;
  return (
    <DefinitionList className="mb-4">
      <Definition term="In both">{sum(bothMinor)}</Definition>
      <Definition term="In your reports alone" note="Also what others of your household are paid">
        {sum(hereMinor)}
      </Definition>
      <Definition
        term={isOnly ? 'Income in your reports' : `Income in your reports, in ${currency}`}
        weight="sum"
      >
        {sum(totalMinor)}
      </Definition>
      <Definition term="In the streams alone">{sum(thereMinor)}</Definition>
    </DefinitionList>
  );
}

import type { Route } from 'next';
import { Amount } from '#components/ui/amount';
import { EmptyState } from '#components/ui/empty-state';
import { Figure } from '#components/ui/figure';
import { Link } from '#components/ui/link';
import { SectionHeading } from '#components/ui/section-heading';
import { StepNav } from '#components/ui/step-nav';
import { TextLink } from '#components/ui/text-link';
import type { CivilDate } from '#lib/dates/civil-date';
import { type Span, spanAfter, spanBefore } from '#lib/dates/cycles';
import { formatMonth } from '#lib/dates/format-month';
import type { DueDto } from '#lib/recurring/contract';
import { DueList } from './due-list.tsx';
import { MonthGrid } from './month-grid.tsx';
import { sumDues } from './sum-dues.ts';

const monthly = { kind: 'month', day: 1 } as const;

/** A month of what is due: as a calendar where there is room for one, and as a list. */
export function BillsCalendar({
  dues,
  month,
  today,
}: {
  dues: readonly DueDto[];
  month: Span;
  today: CivilDate;
}) {
  const toStep = ({ from }: Span) => ({
    href: `/recurring/calendar?on=${from}` as Route,
    name: formatMonth(from),
  });
  const isNow = month.from <= today && today <= month.to;
  return (
    <>
      <StepNav
        title={formatMonth(month.from)}
        earlier={toStep(spanBefore(monthly, month))}
        later={toStep(spanAfter(monthly, month))}
        now={isNow ? null : '/recurring/calendar'}
      />
      {dues.length === 0 ? (
        <EmptyState level={3} title="Nothing is due in this month">
          What you confirm under{' '}
          <TextLink asChild>
            <Link href="/recurring">Payments</Link>
          </TextLink>{' '}
          stands here on its days.
        </EmptyState>
      ) : (
        <>
          <Sums dues={dues} />
          <MonthGrid dues={dues} month={month} today={today} />
          <section aria-labelledby="dues" className="mt-10">
            <SectionHeading id="dues" aside={dues.length}>
              Day by day
            </SectionHeading>
            <DueList dues={dues} today={today} />
          </section>
        </>
      )}
      <p className="mt-8 text-ink-soft text-sm">
        These days can stand in your own calendar, too:{' '}
        <TextLink asChild>
          <Link href="/connections/calendar">make an address to subscribe to</Link>
        </TextLink>
        .
      </p>
    </>
  );
}

function Sums({ dues }: { dues: readonly DueDto[] }) {
  return (
    <div className="mb-8 flex flex-wrap gap-x-16 gap-y-4">
      {sumDues(dues).map(({ currency, outMinor, leftMinor, inMinor }) => (
        <div key={currency} className="flex flex-wrap gap-x-16 gap-y-4">
          <Figure
            label="Bills"
            size="md"
            minor={outMinor}
            currency={currency}
            note={
              <>
                <Amount minor={leftMinor} currency={currency} /> still to come
              </>
            }
          />
          {inMinor > 0 ? (
            <Figure label="Income" size="md" minor={inMinor} currency={currency} />
          ) : null}
        </div>
      ))}
    </div>
  );
}

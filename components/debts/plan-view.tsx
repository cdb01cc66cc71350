import { BarChart } from '#components/charts/bar-chart';
import { Amount } from '#components/ui/amount';
import { Definition, DefinitionList } from '#components/ui/definition-list';
import { EmptyState } from '#components/ui/empty-state';
import { Link } from '#components/ui/link';
import { SectionHeading } from '#components/ui/section-heading';
import { TextLink } from '#components/ui/text-link';
import type { CivilDate } from '#lib/dates/civil-date';
import type { PlanDto, PlanQuery } from '#lib/debts/contract';
import { formatRate } from './debt-words.ts';
import { PlanForm } from './plan-form.tsx';
import { describeSaving, leftOutWords, listColumns, monthAfter, sayMonths } from './plan-words.ts';

/** When nothing will be owed any more, what it costs until then, and what more each month would change. */
export function PlanView({
  plan,
  query,
  today,
}: {
  plan: PlanDto | null;
  query: PlanQuery;
  today: CivilDate;
}) {
  if (!plan) {
    return (
      <EmptyState title="Nothing to plan with yet">
        A debt takes part once its bank says at what rate it is owed and what is to be paid each
        month.
      </EmptyState>
    );
  }
  const { currency, course } = plan;
  return (
    <div className="flex flex-col gap-10">
      <PlanForm query={query} currency={currency} />
      <Outcome plan={plan} today={today} />
      <BarChart
        label="What is left to pay off"
        heading={
          <>
            <SectionHeading ruled={false} className="pb-0">
              What is left
            </SectionHeading>
            <p className="text-ink-soft text-sm">Bars by this plan, lines by the payments alone.</p>
          </>
        }
        currency={currency}
        columns={listColumns(course, today)}
        series={[
          { label: 'By this plan', values: course.map(({ planMinor }) => planMinor) },
          {
            label: 'By the payments alone',
            values: course.map(({ minimumMinor }) => minimumMinor),
            as: 'mark',
          },
        ]}
      />
      <Order plan={plan} today={today} />
      <Assumptions />
    </div>
  );
}

function Outcome({ plan, today }: { plan: PlanDto; today: CivilDate }) {
  const { currency, monthlyMinor, plan: planned, minimum, leftOut } = plan;
  return (
    <section aria-labelledby="outcome">
      <p className="text-ink-soft text-sm">
        {leftOut.length > 0 ? 'Free of the debts in this plan' : 'Free of debt'}
      </p>
      <h2 id="outcome" className="font-medium text-2xl">
        {planned.months === null
          ? 'Not within fifty years'
          : monthAfter(today, planned.months).name}
      </h2>
      <p className="mt-1 max-w-prose text-ink-soft">{describeSaving(plan)}</p>
      <LeftOut leftOut={leftOut} />
      <div className="mt-5 grid gap-x-16 lg:grid-cols-2">
        <DefinitionList>
          <Definition term="Paid each month">
            <Amount minor={monthlyMinor} currency={currency} />
          </Definition>
          <Definition term="It takes">{sayMonths(planned.months)}</Definition>
          <Definition term="Interest until then">
            <Amount
              minor={planned.months === null ? null : planned.interestMinor}
              currency={currency}
            />
          </Definition>
        </DefinitionList>
        <DefinitionList>
          <Definition term="By the payments alone">{sayMonths(minimum.months)}</Definition>
          <Definition term="Interest until then">
            <Amount
              minor={minimum.months === null ? null : minimum.interestMinor}
              currency={currency}
            />
          </Definition>
        </DefinitionList>
      </div>
    </section>
  );
}

/** Beside the figure that they are missing from, or it is believed to be of all. */
function LeftOut({ leftOut }: Pick<PlanDto, 'leftOut'>) {
  if (leftOut.length === 0) return null;
  return (
    <ul className="mt-2 max-w-prose text-ink-soft" aria-label="Not in this plan">
      {leftOut.map(({ id, name, why }) => (
        <li key={id}>
          {name} is not in it: {leftOutWords[why]}.
        </li>
      ))}
    </ul>
  );
}

function Order({ plan: { debts, currency }, today }: { plan: PlanDto; today: CivilDate }) {
  return (
    <section aria-labelledby="order">
      <SectionHeading id="order">One after the other</SectionHeading>
      <ol>
        {debts.map(({ id, name, rate, months, interestMinor }) => (
          <li
            key={id}
            className="flex items-baseline gap-4 border-line border-b py-2.5 last:border-b-0"
          >
            <span className="min-w-0 flex-1">
              <TextLink quiet asChild>
                <Link href={`/accounts/${id}`} className="block truncate">
                  {name}
                </Link>
              </TextLink>
              <span className="block text-ink-faint text-sm">
                {formatRate(rate)}, <Amount minor={interestMinor} currency={currency} /> interest
              </span>
            </span>
            <span className="shrink-0 text-ink-soft">
              {months === null ? 'Not within fifty years' : monthAfter(today, months).name}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** A plan says what it assumes, or it is believed too much. */
function Assumptions() {
  return (
    <section aria-label="What this assumes" className="max-w-prose text-ink-soft text-sm">
      <p>
        This assumes that rates stay as they are, that nothing new is borrowed, and that what banks
        ask for today is paid each month until a debt is gone; from then on it is paid for the next.
        A month bears a twelfth of the yearly rate. A bank that reckons by days, collects escrow
        with a payment, or lowers its minimum as you pay, comes to somewhat other figures.
      </p>
    </section>
  );
}

import { LineChart } from '#components/charts/line-chart';
import { Amount } from '#components/ui/amount';
import { Link } from '#components/ui/link';
import { TextLink } from '#components/ui/text-link';
import type { BudgetDto } from '#lib/budgets/contract';
import { spendingFilter } from '#lib/budgets/drill-down';
import type { CivilDate } from '#lib/dates/civil-date';
import { daysBegun, describePace, evenPace } from './budget-words.tsx';
import { FreeToSpend } from './free-to-spend.tsx';

/** What is free to spend, what it follows from, and how the period goes day by day. */
export function BudgetSummary({ budget, today }: { budget: BudgetDto; today: CivilDate }) {
  const { span, settings, pace } = budget;
  const begun = daysBegun(span, today);
  const course = describePace(budget, today);
  const lines = [
    { label: 'Spent', values: pace.spent.map((minor, day) => (day < begun ? minor : null)) },
    { label: 'Even', values: evenPace(budget) },
    ...(pace.usual ? [{ label: 'Usual', values: pace.usual }] : []),
  ];
  return (
    <section aria-label="Free to spend" className="mb-12">
      <LineChart
        label="Spent of what is planned"
        from={span.from}
        today={today}
        currency={settings.currency}
        size="sm"
        lines={begun > 0 ? lines : lines.slice(1)}
        heading={
          <>
            <FreeToSpend budget={budget} today={today} size="xl" />
            {course ? (
              <p className="mt-1 text-ink-soft text-sm">
                <span data-amount="start">{course}</span>
              </p>
            ) : null}
          </>
        }
      />
      <Facts budget={budget} />
    </section>
  );
}

function Facts({ budget }: { budget: BudgetDto }) {
  const { settings, plannedMinor, carriedMinor, spentMinor, unplannedMinor } = budget;
  const facts = [
    ['Planned', plannedMinor],
    ...(carriedMinor === 0 ? [] : [['Carried over', carriedMinor] as const]),
    ['Spent of it', spentMinor],
    ['Spent without a plan', unplannedMinor],
  ] as const;
  return (
    <dl className="mt-8 flex flex-wrap gap-x-10 gap-y-4">
      {facts.map(([label, minor]) => (
        <Fact key={label} label={label}>
          <Amount minor={minor} currency={settings.currency} />
        </Fact>
      ))}
      <Fact label="Spent in all">
        <TextLink quiet asChild>
          <Link href={`/transactions?${spendingFilter(budget)}`}>
            <Amount minor={spentMinor + unplannedMinor} currency={settings.currency} />
          </Link>
        </TextLink>
      </Fact>
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-ink-soft text-sm">{label}</dt>
      <dd className="font-medium">{children}</dd>
    </div>
  );
}

import { Link } from '#components/ui/link';
import { PageHeader } from '#components/ui/page-header';
import { SectionHeading } from '#components/ui/section-heading';
import { TextLink } from '#components/ui/text-link';
import type { BudgetDto } from '#lib/budgets/contract';
import type { CivilDate } from '#lib/dates/civil-date';
import { BudgetActions } from './budget-actions.tsx';
import { BudgetGroups } from './budget-groups.tsx';
import { BudgetNotes } from './budget-notes.tsx';
import { BudgetSummary } from './budget-summary.tsx';
import { NothingPlanned } from './nothing-planned.tsx';
import { PeriodNav } from './period-nav.tsx';
import { UnplannedList } from './unplanned-list.tsx';

/** A period of the budget: what is free to spend, plan by plan, and what was spent beside them. */
export function BudgetView({ budget, today }: { budget: BudgetDto; today: CivilDate }) {
  const { groups, unplanned } = budget;
  const isPlanned = groups.length > 0;
  return (
    <div className="max-w-4xl">
      <PageHeader
        title="Budgets"
        className="mb-4"
        actions={<BudgetActions budget={budget} today={today} isPlanned={isPlanned} />}
      />
      <PeriodNav budget={budget} today={today} />
      {isPlanned ? (
        <>
          <BudgetSummary budget={budget} today={today} />
          <BudgetGroups budget={budget} today={today} />
        </>
      ) : (
        <NothingPlanned budget={budget} />
      )}
      {unplanned.length > 0 ? (
        <section aria-labelledby="unplanned" className="mt-12">
          <SectionHeading id="unplanned">
            {isPlanned ? 'Without a plan' : 'Spent in this period'}
          </SectionHeading>
          <UnplannedList budget={budget} />
        </section>
      ) : null}
      <BudgetNotes budget={budget} />
      <p className="mt-4 text-sm">
        <TextLink asChild>
          <Link href="/goals">What you save for and pay off</Link>
        </TextLink>
      </p>
    </div>
  );
}

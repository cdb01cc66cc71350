import { EmptyState } from '#components/ui/empty-state';
import { PageHeader } from '#components/ui/page-header';
import { SectionHeading } from '#components/ui/section-heading';
import type { CivilDate } from '#lib/dates/civil-date';
import type { GoalDto } from '#lib/goals/contract';
import { GoalNotes, GoalProgress } from './goal-progress.tsx';
import { NewGoalButton } from './new-goal-button.tsx';

const sections = [
  { state: 'open', heading: null },
  { state: 'completed', heading: 'Completed' },
  { state: 'archived', heading: 'Archived' },
] as const;

/** What one saves for and pays off, those that are due first. */
export function GoalList({
  goals,
  currency,
  today,
}: {
  goals: GoalDto[];
  /** What a new goal begins with. */
  currency: string;
  today: CivilDate;
}) {
  if (goals.length === 0) {
    return (
      <>
        <PageHeader title="Goals" className="mb-0" />
        <EmptyState
          title="No goals yet"
          actions={<NewGoalButton currency={currency} today={today} variant="primary" />}
        >
          Save for something, in accounts of its own or in a part of one, or pay a debt off. You see
          how far it is, and when it is reached at the pace of your last months.
        </EmptyState>
      </>
    );
  }
  return (
    <div className="flex max-w-3xl flex-col gap-10">
      <PageHeader
        title="Goals"
        className="mb-0"
        actions={<NewGoalButton currency={currency} today={today} />}
      />
      {sections.map(({ state, heading }) => (
        <GoalSection
          key={state}
          heading={heading}
          goals={goals.filter((goal) => goal.state === state)}
          today={today}
        />
      ))}
    </div>
  );
}

function GoalSection({
  heading,
  goals,
  today,
}: {
  heading: string | null;
  goals: GoalDto[];
  today: CivilDate;
}) {
  if (goals.length === 0) return null;
  return (
    <section aria-label={heading ?? 'Open'}>
      {heading ? <SectionHeading>{heading}</SectionHeading> : null}
      <ul>
        {goals.map((goal) => (
          <li key={goal.id} className="border-line border-b py-5 last:border-b-0">
            <GoalProgress goal={goal} isLinked />
            <GoalNotes goal={goal} today={today} />
          </li>
        ))}
      </ul>
    </section>
  );
}

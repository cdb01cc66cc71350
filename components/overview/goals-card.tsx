import { GoalNotes, GoalProgress } from '#components/goals/goal-progress';
import { Link } from '#components/ui/link';
import { TextLink } from '#components/ui/text-link';
import type { CivilDate } from '#lib/dates/civil-date';
import type { GoalDto } from '#lib/goals/contract';
import { CardSection } from './card-section.tsx';

const shownLimit = 3;

/** What one saves for and pays off, those that are due first. */
export function GoalsCard({ goals, today }: { goals: readonly GoalDto[]; today: CivilDate }) {
  const others = goals.length - shownLimit;
  return (
    <CardSection name="Goals" link={{ href: '/goals', label: 'All goals' }}>
      {goals.length === 0 ? (
        <p className="pt-3 text-ink-soft">
          No goal is open.{' '}
          <TextLink asChild>
            <Link href="/goals">Set what you save for or pay off</Link>
          </TextLink>
          , and see here how far it is.
        </p>
      ) : (
        <ul>
          {goals.slice(0, shownLimit).map((goal) => (
            <li key={goal.id} className="border-line border-b py-3 last:border-b-0">
              <GoalProgress goal={goal} isLinked />
              <GoalNotes goal={goal} today={today} />
            </li>
          ))}
        </ul>
      )}
      {others > 0 ? (
        <p className="pt-2 text-ink-soft text-sm">
          and {others} more {others === 1 ? 'goal' : 'goals'}
        </p>
      ) : null}
    </CardSection>
  );
}

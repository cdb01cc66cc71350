import { Link } from '#components/ui/link';
import { Progress } from '#components/ui/progress';
import { TextLink } from '#components/ui/text-link';
import type { CivilDate } from '#lib/dates/civil-date';
import type { GoalDto } from '#lib/goals/contract';
import { describeGoal, describeShortfall, sayProgress } from './goal-words.ts';

/** How far it is, as a bar and in figures. */
export function GoalProgress({ goal, isLinked = false }: { goal: GoalDto; isLinked?: boolean }) {
  const { id, name, doneMinor, targetMinor } = goal;
  return (
    <Progress
      label={
        isLinked ? (
          <TextLink quiet asChild>
            <Link href={`/goals/${id}`} className="font-medium text-base">
              {name}
            </Link>
          </TextLink>
        ) : (
          `${share(goal)}%`
        )
      }
      detail={
        <span data-amount="end" className="tabular-nums">
          {sayProgress(goal)}
        </span>
      }
      value={Math.max(0, doneMinor ?? 0)}
      max={targetMinor}
    />
  );
}

/** Rounded down: what is not reached is not called so. */
function share({ doneMinor, targetMinor }: GoalDto): number {
  return Math.max(0, Math.floor(((doneMinor ?? 0) / targetMinor) * 100));
}

export function GoalNotes({ goal, today }: { goal: GoalDto; today: CivilDate }) {
  const { shortfalls, currency } = goal;
  return (
    <div className="mt-2 flex flex-col gap-1 text-ink-soft text-sm">
      <p data-amount="start">{describeGoal(goal, today).join(' ')}</p>
      {shortfalls.map((each) => (
        <p key={each.account.id} className="text-warning">
          <span data-amount="start">{describeShortfall(each, currency)}</span>
        </p>
      ))}
    </div>
  );
}

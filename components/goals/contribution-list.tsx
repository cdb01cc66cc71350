'use client';

import { Trash2 } from 'lucide-react';
import { useMayChange } from '#components/members/membership';
import { Amount } from '#components/ui/amount';
import { IconButton } from '#components/ui/button';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import type { ContributionDto, GoalDetailDto } from '#lib/goals/contract';
import { goalActions } from '#lib/goals/hooks';
import { decideGoal } from './decide-goal.ts';

/** What was set aside by hand, the newest first. */
export function ContributionList({ goal, today }: { goal: GoalDetailDto; today: CivilDate }) {
  const mayChange = useMayChange();
  const remove = ({ id }: ContributionDto) =>
    void decideGoal('The amount is deleted', () => goalActions.removeContribution(goal.id, id));
  return (
    <ul>
      {goal.contributions.map((each) => {
        const date = formatCivilDate(each.date, today, 'short');
        return (
          <li
            key={each.id}
            className="flex min-h-11 items-center gap-4 border-line border-b last:border-b-0"
          >
            <span className="w-16 shrink-0 text-ink-soft sm:w-24">{date}</span>
            <span className="min-w-0 flex-1 py-1.5">
              <span className="block truncate">{each.account?.name ?? 'Elsewhere'}</span>
              {each.isWithin ? (
                <span className="block text-ink-soft text-sm">
                  Counted with all that is in this account, not once more
                </span>
              ) : null}
            </span>
            <Amount minor={each.amountMinor} currency={goal.currency} />
            {mayChange ? (
              <IconButton label={`Delete the amount of ${date}`} onClick={() => remove(each)}>
                <Trash2 />
              </IconButton>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

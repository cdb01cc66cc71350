'use client';

import { useMayChange } from '#components/members/membership';
import { EmptyState } from '#components/ui/empty-state';
import type { BudgetDto } from '#lib/budgets/contract';
import { AddPlanButton } from './add-plan-button.tsx';
import { CopyButton } from './copy-button.tsx';
import { StartButton } from './start-button.tsx';

/** Where a budget begins: with what was spent before, or with one category. */
export function NothingPlanned({ budget }: { budget: BudgetDto }) {
  const mayChange = useMayChange();
  return (
    <EmptyState
      title="Nothing is planned for this period"
      actions={
        mayChange ? (
          <>
            <AddPlanButton budget={budget} />
            {budget.hasEarlierPlans ? <CopyButton budget={budget} variant="secondary" /> : null}
            <StartButton budget={budget} />
          </>
        ) : null
      }
    >
      Say what you mean to spend, and see day by day what is left of it. You can begin with what you
      spent in the last months and change what you like.
    </EmptyState>
  );
}

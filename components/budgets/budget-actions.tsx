'use client';

import { useMayChange } from '#components/members/membership';
import type { BudgetDto } from '#lib/budgets/contract';
import type { CivilDate } from '#lib/dates/civil-date';
import { AddPlanButton } from './add-plan-button.tsx';
import { CopyButton } from './copy-button.tsx';
import { SettingsButton } from './settings-button.tsx';

/** What one can do with a period as a whole. */
export function BudgetActions({
  budget,
  today,
  isPlanned,
}: {
  budget: BudgetDto;
  today: CivilDate;
  isPlanned: boolean;
}) {
  if (!useMayChange()) return null;
  return (
    <>
      {isPlanned && budget.hasEarlierPlans ? <CopyButton budget={budget} /> : null}
      <SettingsButton settings={budget.settings} today={today} />
      {isPlanned ? <AddPlanButton budget={budget} /> : null}
    </>
  );
}

'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button';
import type { BudgetDto } from '#lib/budgets/contract';
import { PlanDialog } from './plan-dialog.tsx';

/** A plan for a category of which the page shows nothing yet. */
export function AddPlanButton({ budget }: { budget: BudgetDto }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Plus aria-hidden="true" />
        Plan a category
      </Button>
      {open ? <PlanDialog line={null} budget={budget} onLeave={() => setOpen(false)} /> : null}
    </>
  );
}

'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button';
import type { BudgetDto } from '#lib/budgets/contract';
import { namePast } from './budget-words.tsx';
import { StartDialog } from './start-dialog.tsx';

/** The whole budget from what was spent before, looked at first. */
export function StartButton({ budget }: { budget: BudgetDto }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        Start from {namePast(3, budget.settings.cycle)}
      </Button>
      {open ? <StartDialog budget={budget} onLeave={() => setOpen(false)} /> : null}
    </>
  );
}

'use client';

import { type ReactNode, useState } from 'react';
import { useMayChange } from '#components/members/membership';
import { VisuallyHidden } from '#components/ui/visually-hidden';
import type { BudgetDto, BudgetLineDto } from '#lib/budgets/contract';
import { PlanDialog } from './plan-dialog.tsx';

/** A category's name, which opens its plan for whoever may change it. */
export function PlanButton({
  line,
  budget,
  children,
}: {
  line: BudgetLineDto;
  budget: BudgetDto;
  children: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  if (!useMayChange()) return <span className="min-w-0 truncate">{children}</span>;
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        className="-mx-1.5 -my-1 min-w-0 truncate rounded-sm px-1.5 py-1 text-left hover:bg-hover pointer-coarse:py-2"
      >
        <VisuallyHidden>Plan </VisuallyHidden>
        {children}
      </button>
      {open ? <PlanDialog line={line} budget={budget} onLeave={() => setOpen(false)} /> : null}
    </>
  );
}

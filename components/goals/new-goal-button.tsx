'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useMayChange } from '#components/members/membership';
import { Button } from '#components/ui/button';
import type { CivilDate } from '#lib/dates/civil-date';
import { GoalDialog } from './goal-dialog.tsx';

/** The way to a new goal, for whoever may. */
export function NewGoalButton({
  currency,
  today,
  variant = 'secondary',
}: {
  currency: string;
  today: CivilDate;
  variant?: 'primary' | 'secondary';
}) {
  const [open, setOpen] = useState(false);
  if (!useMayChange()) return null;
  return (
    <>
      <Button variant={variant} onClick={() => setOpen(true)}>
        <Plus aria-hidden="true" />
        New goal
      </Button>
      {open ? (
        <GoalDialog goal={null} currency={currency} today={today} onLeave={() => setOpen(false)} />
      ) : null}
    </>
  );
}

'use client';

import { useState } from 'react';
import { useMayChange } from '#components/members/membership';
import { Button } from '#components/ui/button';
import type { CivilDate } from '#lib/dates/civil-date';
import { AccountDialog } from './account-dialog.tsx';

/** Adds an account that no bank reports; nothing for whoever only looks. */
export function AddAccountButton({
  today,
  variant = 'secondary',
}: {
  today: CivilDate;
  variant?: 'secondary' | 'ghost';
}) {
  const [open, setOpen] = useState(false);
  if (!useMayChange()) return null;
  return (
    <>
      <Button variant={variant} onClick={() => setOpen(true)}>
        Add by hand
      </Button>
      <AccountDialog account={null} today={today} open={open} onOpenChange={setOpen} />
    </>
  );
}

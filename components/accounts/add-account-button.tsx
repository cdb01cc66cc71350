'use client';

import { useState } from 'react';
import { useMayChange } from '#components/members/membership';
import { Button } from '#components/ui/button';
import { overlayOnDemand } from '#components/ui/on-demand';
import type { CivilDate } from '#lib/dates/civil-date';

const AccountDialog = overlayOnDemand(
  () => import('./account-dialog.tsx').then((file) => file.AccountDialog),
  ({ open }) => open,
);

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

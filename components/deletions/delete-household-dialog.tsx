'use client';

import { useState } from 'react';
import { ConfirmDialog } from '#components/ui/confirm-dialog';
import { Skeleton } from '#components/ui/skeleton';
import { TypedField } from './typed-field.tsx';
import { useDeletion } from './use-deletion.ts';

/** Asks before the household goes that one looks at, for everybody in it. */
export function DeleteHouseholdDialog({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const { preview, pending, problem, start } = useDeletion(open);
  const [typed, setTyped] = useState('');
  const household = preview?.households.find(({ current }) => current);
  const confirm = () =>
    start({ scope: 'household', confirmation: typed, history: 'delete', households: [] });
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={household ? `Delete ${household.name}?` : 'Delete this household?'}
      description="Its banks are disconnected, and its accounts, transactions and decisions go for good, for everybody in it. Your sign-in stays; without another household you get an empty one."
      confirmLabel="Delete the household"
      tone="danger"
      pending={pending}
      error={problem}
      onConfirm={confirm}
    >
      {household ? (
        <TypedField words={household.name} value={typed} onValueChange={setTyped} />
      ) : (
        <Skeleton className="h-16" />
      )}
    </ConfirmDialog>
  );
}

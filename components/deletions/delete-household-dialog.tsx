'use client';

import { useState } from 'react';
import { useStepUp } from '#components/auth/step-up';
import { ConfirmDialog } from '#components/ui/confirm-dialog';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { Skeleton } from '#components/ui/skeleton';
import { describeError } from '#lib/client/api';
import { useAttempt } from '#lib/client/use-attempt';
import { startDeletion, useDeletionPreview } from '#lib/deletions/hooks';

/** Asks before the household goes that one looks at, for everybody in it. */
export function DeleteHouseholdDialog({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const { preview, error } = useDeletionPreview(open);
  const withStepUp = useStepUp();
  const { pending, problem, attempt } = useAttempt();
  const [typed, setTyped] = useState('');
  const household = preview?.households.find(({ current }) => current);
  const confirm = () =>
    attempt(() =>
      withStepUp(() =>
        startDeletion({
          scope: 'household',
          confirmation: typed,
          history: 'delete',
          households: [],
        }),
      ),
    );
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={household ? `Delete ${household.name}?` : 'Delete this household?'}
      description="Its banks are disconnected, and its accounts, transactions and decisions go for good, for everybody in it. Your sign-in stays; without another household you get an empty one."
      confirmLabel="Delete the household"
      tone="danger"
      pending={pending}
      error={problem ?? (error ? describeError(error) : null)}
      onConfirm={confirm}
    >
      {household ? (
        <Field label={`Type ${household.name} to confirm`}>
          <Input
            value={typed}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
      ) : (
        <Skeleton className="h-16" />
      )}
    </ConfirmDialog>
  );
}

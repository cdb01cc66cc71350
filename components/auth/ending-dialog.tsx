'use client';

import { type ReactNode, useState } from 'react';
import { CheckChoice } from '#components/ui/check-choice';
import { ConfirmDialog } from '#components/ui/confirm-dialog';
import { useAttempt } from '#lib/client/use-attempt';
import { useStepUp } from './step-up.tsx';

/**
 * Asks before banks are disconnected, by whoever it is, and whether their history is deleted with them. It
 * stays unless the person says otherwise.
 */
export function EndingDialog({
  open,
  onOpenChange,
  title,
  description,
  verb,
  deleteLabel,
  onConfirm,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description: ReactNode;
  verb: string;
  deleteLabel: string;
  /** Asked again once the person has shown who they are; rejects when nothing came of it. */
  onConfirm: (input: { history: 'keep' | 'delete' }) => Promise<void>;
}) {
  const [deleting, setDeleting] = useState(false);
  const withStepUp = useStepUp();
  const { pending, problem, attempt } = useAttempt();
  const confirm = () =>
    attempt(async () => {
      await withStepUp(() => onConfirm({ history: deleting ? 'delete' : 'keep' }));
      onOpenChange(false);
    });
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={title}
      description={description}
      confirmLabel={deleting ? `${verb} and delete` : verb}
      tone="danger"
      pending={pending}
      error={problem}
      onConfirm={confirm}
    >
      <CheckChoice
        label={deleteLabel}
        hint="With every note and category anybody gave them. This cannot be undone."
        checked={deleting}
        onCheckedChange={setDeleting}
      />
    </ConfirmDialog>
  );
}

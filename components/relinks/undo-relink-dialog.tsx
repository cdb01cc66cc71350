'use client';

import { ConfirmDialog } from '#components/ui/confirm-dialog';
import { toast } from '#components/ui/toast';
import { useAttempt } from '#lib/client/use-attempt';
import type { RelinkDto } from '#lib/relinks/contract';
import { useRelinkActions } from '#lib/relinks/hooks';

/** Gives a history that was moved back to where it came from. */
export function UndoRelinkDialog({
  relink,
  open,
  onOpenChange,
}: {
  relink: RelinkDto;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const { undo } = useRelinkActions();
  const { pending, problem, attempt } = useAttempt();
  const confirm = () =>
    attempt(async () => {
      await undo(relink.id);
      onOpenChange(false);
      toast({ title: `${relink.institution} is as it was before the move` });
    });
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title="Undo the move?"
      description="The old connection gets its accounts, transactions and edits back as they were; the new one keeps what it brought. Edits made since the move stay on both. The old connection stays disconnected."
      confirmLabel="Undo the move"
      pending={pending}
      error={problem}
      onConfirm={confirm}
    />
  );
}

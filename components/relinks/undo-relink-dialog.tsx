'use client';

import { useState } from 'react';
import { ConfirmDialog } from '#components/ui/confirm-dialog';
import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
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
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const confirm = async () => {
    setPending(true);
    setProblem(null);
    try {
      await undo(relink.id);
      onOpenChange(false);
      toast({ title: `${relink.institution} is as it was before the move` });
    } catch (error) {
      setProblem(describeError(error));
    } finally {
      setPending(false);
    }
  };
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title="Undo the move?"
      description="The old connection gets its accounts, transactions and edits back as they were; the new one keeps what it brought. Edits made since the move stay on both. The old connection stays disconnected."
      confirmLabel="Undo the move"
      pending={pending}
      error={problem}
      onConfirm={() => void confirm()}
    />
  );
}

'use client';

import { useState } from 'react';
import { ConfirmDialog } from '#components/ui/confirm-dialog';
import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import type { ItemDto } from '#lib/items/contract';
import { useItemActions } from '#lib/items/hooks';

/** Takes away what a disconnected bank left here. */
export function DeleteHistoryDialog({
  item,
  open,
  onOpenChange,
}: {
  item: ItemDto;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const { disconnect } = useItemActions();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { name } = item.institution;
  const confirm = async () => {
    setPending(true);
    setProblem(null);
    try {
      await disconnect(item.id, { history: 'delete' });
      onOpenChange(false);
      toast({ title: `The history of ${name} is being deleted` });
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
      title={`Delete the history of ${name}?`}
      description="Its accounts and transactions go, with every note and category you gave them. This cannot be undone."
      confirmLabel="Delete history"
      tone="danger"
      pending={pending}
      error={problem}
      onConfirm={() => void confirm()}
    />
  );
}

'use client';

import { useStepUp } from '#components/auth/step-up';
import { ConfirmDialog } from '#components/ui/confirm-dialog';
import { toast } from '#components/ui/toast';
import { useAttempt } from '#lib/client/use-attempt';
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
  const withStepUp = useStepUp();
  const { pending, problem, attempt } = useAttempt();
  const { name } = item.institution;
  const confirm = () =>
    attempt(async () => {
      await withStepUp(() => disconnect(item.id, { history: 'delete' }));
      onOpenChange(false);
      toast({ title: `The history of ${name} is being deleted` });
    });
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
      onConfirm={confirm}
    />
  );
}

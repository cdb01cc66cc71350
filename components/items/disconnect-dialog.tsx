'use client';

import { useState } from 'react';
import { useStepUp } from '#components/auth/step-up';
import { CheckChoice } from '#components/ui/check-choice';
import { ConfirmDialog } from '#components/ui/confirm-dialog';
import { toast } from '#components/ui/toast';
import { useAttempt } from '#lib/client/use-attempt';
import type { ItemDto } from '#lib/items/contract';
import { useItemActions } from '#lib/items/hooks';

/** Ends a connection; its history is kept unless the person says otherwise. */
export function DisconnectDialog({
  item,
  open,
  onOpenChange,
  onDone,
}: {
  item: Pick<ItemDto, 'id'> & { institution: Pick<ItemDto['institution'], 'name'> };
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Once it is on its way, for what does not follow connections by itself. */
  onDone?: () => void;
}) {
  const { disconnect } = useItemActions();
  const withStepUp = useStepUp();
  const [deleting, setDeleting] = useState(false);
  const { pending, problem, attempt } = useAttempt();
  const { name } = item.institution;

  const confirm = () =>
    attempt(async () => {
      await withStepUp(() => disconnect(item.id, { history: deleting ? 'delete' : 'keep' }));
      onOpenChange(false);
      toast({ title: `${name} is being disconnected` });
      onDone?.();
    });
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Disconnect ${name}?`}
      description="Plumbline ends its access at Plaid and stops fetching. Accounts and transactions that are here stay, as history that no longer counts in net worth."
      confirmLabel={deleting ? 'Disconnect and delete' : 'Disconnect'}
      tone="danger"
      pending={pending}
      error={problem}
      onConfirm={confirm}
    >
      <CheckChoice
        label="Also delete its accounts and transactions"
        hint="With every note and category you gave them. This cannot be undone."
        checked={deleting}
        onCheckedChange={setDeleting}
      />
    </ConfirmDialog>
  );
}

'use client';

import { useState } from 'react';
import { useStepUp } from '#components/auth/step-up';
import { CheckChoice } from '#components/ui/check-choice';
import { ConfirmDialog } from '#components/ui/confirm-dialog';
import { toast } from '#components/ui/toast';
import { useAttempt } from '#lib/client/use-attempt';
import type { ItemDto } from '#lib/items/contract';
import { useItemActions } from '#lib/items/hooks';

/** Asks what becomes of accounts that the person withdrew at the bank; the others go on after it. */
export function RevokedAccountsDialog({
  item,
  open,
  onOpenChange,
}: {
  item: ItemDto;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const { settleRevokedAccounts } = useItemActions();
  const withStepUp = useStepUp();
  const [deleting, setDeleting] = useState(false);
  const { pending, problem, attempt } = useAttempt();
  const names = item.revokedAccounts.join(', ');

  const confirm = () =>
    attempt(async () => {
      await withStepUp(() =>
        settleRevokedAccounts(item.id, { history: deleting ? 'delete' : 'keep' }),
      );
      onOpenChange(false);
      toast({ title: deleting ? `${names}: deleted` : `${names}: kept as history` });
    });
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Keep the history of ${names}?`}
      description={`It was withdrawn at ${item.institution.name}, and nothing new will come. Kept, its transactions stay here and no longer count in net worth. The other accounts go on being fetched.`}
      confirmLabel={deleting ? 'Delete its history' : 'Keep its history'}
      tone={deleting ? 'danger' : 'neutral'}
      pending={pending}
      error={problem}
      onConfirm={confirm}
    >
      <CheckChoice
        label="Delete its transactions instead"
        hint="With every note and category you gave them. This cannot be undone."
        checked={deleting}
        onCheckedChange={setDeleting}
      />
    </ConfirmDialog>
  );
}

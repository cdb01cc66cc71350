'use client';

import { useRouter } from 'next/navigation';
import { useStepUp } from '#components/auth/step-up';
import { ConfirmDialog } from '#components/ui/confirm-dialog';
import { toast } from '#components/ui/toast';
import type { AccountDto } from '#lib/accounts/contract';
import { accountActions } from '#lib/accounts/hooks';
import { useAttempt } from '#lib/client/use-attempt';

/** Asks before an account kept by hand goes with all that is in it. */
export function DeleteAccount({
  account,
  open,
  onOpenChange,
}: {
  account: AccountDto;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const { pending, problem, attempt } = useAttempt();
  const router = useRouter();
  const withStepUp = useStepUp();
  const confirm = () =>
    attempt(async () => {
      await withStepUp(() => accountActions.remove(account.id));
      router.push('/accounts');
      toast({ title: `${account.name} is deleted` });
    });
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Delete ${account.name}?`}
      description="Its transactions go with it, with every note and category. This cannot be undone."
      confirmLabel="Delete account"
      tone="danger"
      pending={pending}
      error={problem}
      onConfirm={confirm}
    />
  );
}

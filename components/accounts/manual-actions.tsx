'use client';

import { FileUp, MoreHorizontal, Pencil, Plus, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useStepUp } from '#components/auth/step-up';
import { EntryDialog } from '#components/entries/entry-dialog';
import { useMayChange } from '#components/members/membership';
import { Button, IconButton } from '#components/ui/button';
import { ConfirmDialog } from '#components/ui/confirm-dialog';
import { Menu, MenuContent, MenuItem, MenuTrigger } from '#components/ui/menu';
import { toast } from '#components/ui/toast';
import type { AccountDto } from '#lib/accounts/contract';
import { accountActions } from '#lib/accounts/hooks';
import { useAttempt } from '#lib/client/use-attempt';
import { AccountDialog } from './account-dialog.tsx';

/** What one does with an account kept by hand. */
export function ManualActions({ account, today }: { account: AccountDto; today: string }) {
  const [open, setOpen] = useState<'entry' | 'edit' | 'delete' | null>(null);
  const mayChange = useMayChange();
  if (!account.byHand || !mayChange) return null;
  const toggle = (name: typeof open) => (isOpen: boolean) => setOpen(isOpen ? name : null);
  return (
    <>
      {account.sight === 'full' ? (
        <Button variant="primary" onClick={() => setOpen('entry')}>
          <Plus aria-hidden="true" />
          Add transaction
        </Button>
      ) : null}
      {account.byHand.mine ? (
        <Menu>
          <MenuTrigger asChild>
            <IconButton label={`More for ${account.name}`}>
              <MoreHorizontal />
            </IconButton>
          </MenuTrigger>
          <MenuContent align="end">
            <MenuItem asChild>
              <Link href={`/import?accountId=${account.id}`}>
                <FileUp aria-hidden="true" />
                Import from a file
              </Link>
            </MenuItem>
            <MenuItem icon={<Pencil />} onSelect={() => setOpen('edit')}>
              Edit account
            </MenuItem>
            <MenuItem icon={<Trash2 />} tone="danger" onSelect={() => setOpen('delete')}>
              Delete account
            </MenuItem>
          </MenuContent>
        </Menu>
      ) : null}
      <EntryDialog
        accountId={account.id}
        currency={account.byHand.opening.currency}
        entry={null}
        today={today}
        open={open === 'entry'}
        onOpenChange={toggle('entry')}
      />
      <AccountDialog account={account} open={open === 'edit'} onOpenChange={toggle('edit')} />
      <DeleteAccount account={account} open={open === 'delete'} onOpenChange={toggle('delete')} />
    </>
  );
}

function DeleteAccount({
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

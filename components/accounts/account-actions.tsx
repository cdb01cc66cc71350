'use client';

import {
  CircleSlash2,
  Eye,
  EyeOff,
  FileUp,
  MoreHorizontal,
  Pencil,
  Plus,
  Sigma,
  Trash2,
} from 'lucide-react';
import { useState } from 'react';
import { useMayChange } from '#components/members/membership';
import { offerUndo } from '#components/shell/undo';
import { Button, IconButton } from '#components/ui/button';
import { Link } from '#components/ui/link';
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from '#components/ui/menu';
import { overlayOnDemand } from '#components/ui/on-demand';
import { toast } from '#components/ui/toast';
import { isValued } from '#lib/accounts/account-kinds';
import type { AccountDto, AccountPatch } from '#lib/accounts/contract';
import { accountActions } from '#lib/accounts/hooks';
import { describeError } from '#lib/client/api';
import type { CivilDate } from '#lib/dates/civil-date';
import { RefreshButton } from './refresh-button.tsx';

const EntryDialog = overlayOnDemand(
  () => import('#components/entries/entry-dialog').then((file) => file.EntryDialog),
  ({ open }) => open,
);

const ValuationDialog = overlayOnDemand(
  () => import('#components/valuations/valuation-dialog').then((file) => file.ValuationDialog),
  ({ open }) => open,
);

const AccountDialog = overlayOnDemand(
  () => import('./account-dialog.tsx').then((file) => file.AccountDialog),
  ({ open }) => open,
);

const CloseDialog = overlayOnDemand(
  () => import('./close-dialog.tsx').then((file) => file.CloseDialog),
  ({ open }) => open,
);

const DeleteAccount = overlayOnDemand(
  () => import('./delete-account.tsx').then((file) => file.DeleteAccount),
  ({ open }) => open,
);

const RenameDialog = overlayOnDemand(
  () => import('./rename-dialog.tsx').then((file) => file.RenameDialog),
  ({ open }) => open,
);

type Opened = 'entry' | 'value' | 'edit' | 'rename' | 'close' | 'delete';

/** What one does with an account. */
export function AccountActions({ account, today }: { account: AccountDto; today: CivilDate }) {
  const [open, setOpen] = useState<Opened | null>(null);
  const mayChange = useMayChange();
  if (!mayChange) return null;
  const dialog = (name: Opened) => ({
    open: open === name,
    onOpenChange: (isOpen: boolean) => setOpen(isOpen ? name : null),
  });
  return (
    <>
      <MainAction account={account} onOpen={setOpen} />
      {account.mine ? <More account={account} onOpen={setOpen} /> : null}
      {account.byHand ? (
        <>
          <EntryDialog
            accountId={account.id}
            currency={account.byHand.opening.currency}
            entry={null}
            today={today}
            {...dialog('entry')}
          />
          <ValuationDialog account={account} valuation={null} today={today} {...dialog('value')} />
          <AccountDialog account={account} today={today} {...dialog('edit')} />
          <DeleteAccount account={account} {...dialog('delete')} />
        </>
      ) : (
        <RenameDialog account={account} {...dialog('rename')} />
      )}
      <CloseDialog account={account} today={today} {...dialog('close')} />
    </>
  );
}

type PartProps = { account: AccountDto; onOpen: (name: Opened) => void };

function MainAction({ account, onOpen }: PartProps) {
  if (!account.byHand) return <RefreshButton account={account} />;
  if (isValued(account.byHand.kind)) {
    return account.mine ? (
      <Button variant="primary" onClick={() => onOpen('value')}>
        <Plus aria-hidden="true" />
        Enter a value
      </Button>
    ) : null;
  }
  return account.sight === 'full' ? (
    <Button variant="primary" onClick={() => onOpen('entry')}>
      <Plus aria-hidden="true" />
      Add transaction
    </Button>
  ) : null;
}

function More({ account, onOpen }: PartProps) {
  const { byHand, name, hidden, standing, closedOn } = account;
  const excluded = standing === 'excluded';
  const decide = (patch: AccountPatch, back: AccountPatch, label: string) =>
    void accountActions.update(account.id, patch).then(
      () => offerUndo(label, () => accountActions.update(account.id, back)),
      (error: unknown) =>
        toast({ tone: 'danger', title: 'Not changed', description: describeError(error) }),
    );
  return (
    <Menu>
      <MenuTrigger asChild>
        <IconButton label={`More for ${name}`}>
          <MoreHorizontal />
        </IconButton>
      </MenuTrigger>
      <MenuContent align="end">
        {byHand ? <ManualItems account={account} onOpen={onOpen} /> : null}
        {byHand ? null : (
          <MenuItem icon={<Pencil />} onSelect={() => onOpen('rename')}>
            Rename
          </MenuItem>
        )}
        <MenuItem
          icon={<Sigma />}
          onSelect={() =>
            decide(
              { excluded: !excluded },
              { excluded },
              excluded ? `${name} counts in net worth again` : `${name} is left out of net worth`,
            )
          }
        >
          {excluded ? 'Count in net worth' : 'Leave out of net worth'}
        </MenuItem>
        <MenuItem
          icon={hidden ? <Eye /> : <EyeOff />}
          onSelect={() =>
            decide(
              { hidden: !hidden },
              { hidden },
              hidden ? `${name} is shown` : `${name} is hidden`,
            )
          }
        >
          {hidden ? 'Show account' : 'Hide account'}
        </MenuItem>
        {closedOn === null ? (
          <MenuItem icon={<CircleSlash2 />} onSelect={() => onOpen('close')}>
            Mark as closed
          </MenuItem>
        ) : (
          <MenuItem
            icon={<CircleSlash2 />}
            onSelect={() => decide({ closedOn: null }, { closedOn }, `${name} is open again`)}
          >
            Open again
          </MenuItem>
        )}
        {byHand ? (
          <>
            <MenuSeparator />
            <MenuItem icon={<Trash2 />} tone="danger" onSelect={() => onOpen('delete')}>
              Delete account
            </MenuItem>
          </>
        ) : null}
      </MenuContent>
    </Menu>
  );
}

function ManualItems({ account, onOpen }: PartProps) {
  const valued = account.byHand !== null && isValued(account.byHand.kind);
  return (
    <>
      {valued ? null : (
        <MenuItem asChild>
          <Link href={`/import?accountId=${account.id}`}>
            <FileUp aria-hidden="true" />
            Import from a file
          </Link>
        </MenuItem>
      )}
      {valued && account.sight === 'full' ? (
        <MenuItem icon={<Plus />} onSelect={() => onOpen('entry')}>
          Add transaction
        </MenuItem>
      ) : null}
      {valued ? null : (
        <MenuItem icon={<Plus />} onSelect={() => onOpen('value')}>
          Set its balance
        </MenuItem>
      )}
      <MenuItem icon={<Pencil />} onSelect={() => onOpen('edit')}>
        Edit account
      </MenuItem>
    </>
  );
}

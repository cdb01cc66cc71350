'use client';

import { RefreshCw, ScrollText } from 'lucide-react';
import { useState } from 'react';
import { useCommands } from '#components/commands/commands';
import { useMayChange } from '#components/members/membership';
import { Button } from '#components/ui/button';
import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import type { ItemDto } from '#lib/items/contract';
import { useItemActions } from '#lib/items/hooks';
import { DisconnectDialog, RevokedAccountsDialog } from './item-dialogs.tsx';
import {
  ChooseAccountsButton,
  ConfirmDepositButton,
  GiveConsentButton,
  LinkAgainButton,
  LinkNumbersButton,
  ReconnectButton,
} from './link-buttons.tsx';
import { useWatchSync } from './sync-watch.tsx';

/**
 * The one thing to do next about a connection; nothing where only time helps, or another member. To
 * sync is anybody's who changes things here.
 */
export function NextAction({ item }: { item: ItemDto }) {
  const { name, action, actor } = item.state;
  const mayChange = useMayChange();
  if (!mayChange || (!item.decides && action !== 'sync')) return null;
  const variant = actor === 'person' && name !== 'healthy' ? 'primary' : 'secondary';
  switch (action) {
    case 'sign_in':
      return <ReconnectButton itemId={item.id} />;
    case 'consent':
      return <GiveConsentButton itemId={item.id} />;
    case 'add_accounts':
      return <ChooseAccountsButton itemId={item.id} variant={variant} />;
    case 'verify':
      return <ConfirmDepositButton itemId={item.id} />;
    case 'link_numbers':
      return <LinkNumbersButton variant={variant} />;
    case 'link_again':
      return <LinkAgainButton itemId={item.id} variant={variant} />;
    case 'keep_or_delete':
      return <KeepOrDeleteButton item={item} />;
    case 'sync':
      return <SyncButton item={item} />;
    case 'wait':
    case 'none':
      return null;
  }
}

function KeepOrDeleteButton({ item }: { item: ItemDto }) {
  const [open, setOpen] = useState(false);
  const Dialog = item.revokedAccounts.length > 0 ? RevokedAccountsDialog : DisconnectDialog;
  return (
    <>
      <Button size="sm" variant="primary" onClick={() => setOpen(true)}>
        <ScrollText aria-hidden="true" />
        Keep or delete
      </Button>
      <Dialog item={item} open={open} onOpenChange={setOpen} />
    </>
  );
}

function SyncButton({ item }: { item: ItemDto }) {
  const { requestSync } = useItemActions();
  const watchSync = useWatchSync();
  const [busy, setBusy] = useState(false);
  const sync = async () => {
    setBusy(true);
    try {
      watchSync(item, 'sync');
      await requestSync(item.id);
    } catch (error) {
      toast({ tone: 'danger', title: 'No sync was started', description: describeError(error) });
    } finally {
      setBusy(false);
    }
  };
  const name = `Sync ${item.institution.name} now`;
  const icon = <RefreshCw aria-hidden="true" className="text-ink-faint" />;
  const run = () => void sync();
  useCommands([{ id: `sync-${item.id}`, label: name, group: 'here', icon, run }]);
  return (
    <Button size="sm" loading={busy} onClick={run}>
      <RefreshCw aria-hidden="true" />
      Sync now
    </Button>
  );
}

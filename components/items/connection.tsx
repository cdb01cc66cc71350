'use client';

import { MoreHorizontal, Plus, RefreshCw, Trash2, Unlink } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { Button, IconButton } from '#components/ui/button';
import { Menu, MenuContent, MenuItem, MenuTrigger } from '#components/ui/menu';
import { Monogram } from '#components/ui/monogram';
import { RelativeTime } from '#components/ui/relative-time';
import { StatusPill, type StatusTone } from '#components/ui/status-pill';
import { TextLink } from '#components/ui/text-link';
import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import type { ItemDto, ItemHistoryDto, ItemStateName } from '#lib/items/contract';
import { useItemActions } from '#lib/items/hooks';
import { DeleteHistoryDialog } from './delete-history-dialog.tsx';
import { DisconnectDialog } from './disconnect-dialog.tsx';
import { LinkAgainButton, ReconnectButton } from './link-buttons.tsx';
import { useLink } from './link-session.tsx';
import { useWatchSync } from './sync-watch.tsx';
import { describeHistory } from './sync-words.ts';

const tones: Record<ItemStateName, StatusTone> = {
  healthy: 'positive',
  syncing: 'info',
  expiring: 'warning',
  delayed: 'warning',
  needs_sign_in: 'warning',
  needs_bank: 'warning',
  needs_operator: 'danger',
  revoked: 'danger',
  removing: 'neutral',
  removed: 'neutral',
};

/** One bank: what it is, how it is, how much of it is here, and what to do. */
export function Connection({
  item,
  history,
  today,
}: {
  item: ItemDto;
  history: ItemHistoryDto | undefined;
  today: string;
}) {
  const { institution, state } = item;
  return (
    <li className="flex items-start gap-4 border-line border-b py-5">
      <Monogram name={institution.name} colour={institution.color} size="lg" />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2 className="font-semibold text-md">{institution.name}</h2>
          <StatusPill tone={tones[state.name]}>{state.label}</StatusPill>
        </div>
        <p className="mt-1 max-w-prose text-ink-soft">{state.reason}</p>
        <p className="mt-1 text-ink-faint text-sm">
          {item.accountCount} {item.accountCount === 1 ? 'account' : 'accounts'}
          {history ? `, ${describeHistory(history, today)}` : null}
          {item.lastSyncedAt ? (
            <>
              , last synced <RelativeTime iso={item.lastSyncedAt} />
            </>
          ) : (
            ', not synced yet'
          )}
          {' · '}
          <TextLink asChild>
            <Link href={`/connections/${item.id}/history`}>History</Link>
          </TextLink>
        </p>
        <div className="mt-3 sm:hidden">
          <NextAction item={item} />
        </div>
      </div>
      <div className="flex shrink-0 items-center gap-1">
        <div className="max-sm:hidden">
          <NextAction item={item} />
        </div>
        <ConnectionMenu item={item} />
      </div>
    </li>
  );
}

/** There in every state, so that a dialog it opened finds it again for the focus. */
function ConnectionMenu({ item }: { item: ItemDto }) {
  const [asking, setAsking] = useState<'disconnect' | 'delete' | null>(null);
  const { start } = useLink({ purpose: 'link' });
  const close = (open: boolean) => (open ? undefined : setAsking(null));
  return (
    <>
      <Menu>
        <MenuTrigger asChild>
          <IconButton label={`More for ${item.institution.name}`} className="-mr-2.5">
            <MoreHorizontal />
          </IconButton>
        </MenuTrigger>
        <MenuContent align="end">
          {item.state.name === 'removed' ? (
            <>
              <MenuItem icon={<Plus />} onSelect={start}>
                Link again
              </MenuItem>
              <MenuItem icon={<Trash2 />} tone="danger" onSelect={() => setAsking('delete')}>
                Delete history
              </MenuItem>
            </>
          ) : (
            <MenuItem
              icon={<Unlink />}
              tone="danger"
              disabled={item.state.name === 'removing'}
              onSelect={() => setAsking('disconnect')}
            >
              Disconnect
            </MenuItem>
          )}
        </MenuContent>
      </Menu>
      <DisconnectDialog item={item} open={asking === 'disconnect'} onOpenChange={close} />
      <DeleteHistoryDialog item={item} open={asking === 'delete'} onOpenChange={close} />
    </>
  );
}

function NextAction({ item }: { item: ItemDto }) {
  switch (item.state.action) {
    case 'sign_in':
      return <ReconnectButton itemId={item.id} />;
    case 'link_again':
      return <LinkAgainButton />;
    case 'sync':
      return <SyncButton item={item} />;
    case 'wait':
    case 'none':
      return null;
  }
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
  return (
    <Button size="sm" loading={busy} onClick={() => void sync()}>
      <RefreshCw aria-hidden="true" />
      Sync now
    </Button>
  );
}

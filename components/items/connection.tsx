'use client';

import {
  Coins,
  KeyRound,
  ListChecks,
  MoreHorizontal,
  MoveRight,
  Plus,
  ShieldCheck,
  Trash2,
  TriangleAlert,
  Unlink,
} from 'lucide-react';
import { useState } from 'react';
import { useMayChange } from '#components/members/membership';
import { MovedHere } from '#components/relinks/moved-here';
import { IconButton } from '#components/ui/button';
import { Link } from '#components/ui/link';
import { Menu, MenuContent, MenuItem, MenuTrigger } from '#components/ui/menu';
import { RelativeTime } from '#components/ui/relative-time';
import { StatusPill, type StatusTone } from '#components/ui/status-pill';
import { TextLink } from '#components/ui/text-link';
import type { ItemDto, ItemHistoryDto, ItemStateName } from '#lib/items/contract';
import type { RelinkDto } from '#lib/relinks/contract';
import { BankMark } from './bank-mark.tsx';
import { DeleteHistoryDialog, DisconnectDialog } from './item-dialogs.tsx';
import { useLink } from './link-session.tsx';
import { NextAction } from './next-action.tsx';
import { describeHistory } from './sync-words.ts';
import { describeTurn } from './turn-words.ts';

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
  moved,
  onMoveHistory,
}: {
  item: ItemDto;
  history: ItemHistoryDto | undefined;
  today: string;
  /** Histories of earlier connections that can still go back. */
  moved: RelinkDto[];
  /** Null: there is no connection that could go on with it. */
  onMoveHistory: (() => void) | null;
}) {
  const { institution, state } = item;
  const turn = describeTurn(item);
  const mayChange = useMayChange();
  return (
    <li className="flex items-start gap-4 border-line border-b py-5">
      <BankMark item={item} />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2 className="font-semibold text-md">{institution.name}</h2>
          <StatusPill tone={tones[state.name]}>{state.label}</StatusPill>
        </div>
        <p className="mt-1 max-w-prose text-ink-soft">
          {state.reason}
          {turn ? <span className="text-ink"> {turn}.</span> : null}
        </p>
        {institution.health ? (
          <p className="mt-1 flex max-w-prose gap-1.5 text-warning">
            <TriangleAlert aria-hidden="true" className="mt-1 size-3.5 shrink-0" />
            {institution.health.text}
          </p>
        ) : null}
        <p className="mt-1 text-ink-faint text-sm">
          {item.linkedBy ? `Linked by ${item.linkedBy}: ` : null}
          {item.accountCount} {item.accountCount === 1 ? 'account' : 'accounts'}
          {history ? `, ${describeHistory(history, today)}` : null}
          {item.lastSyncedAt ? (
            <>
              , last synced <RelativeTime iso={item.lastSyncedAt} />
            </>
          ) : (
            ', not synced yet'
          )}
          {/* The dot stays with what is before it, wherever the line breaks. */}
          {'\u00a0· '}
          <TextLink asChild>
            <Link href={`/connections/${item.id}/history`}>History</Link>
          </TextLink>
          {item.decides && item.state.name !== 'removed' ? (
            <>
              {'\u00a0· '}
              <TextLink asChild>
                <Link href="/settings/identity">On file about you</Link>
              </TextLink>
            </>
          ) : null}
        </p>
        {moved.map((relink) => (
          <MovedHere key={relink.id} relink={relink} today={today} />
        ))}
        <div className="mt-3 sm:hidden">
          <NextAction item={item} />
        </div>
      </div>
      <div className="flex shrink-0 items-center gap-1">
        <div className="max-sm:hidden">
          <NextAction item={item} />
        </div>
        {item.decides && mayChange ? (
          <ConnectionMenu item={item} onMoveHistory={onMoveHistory} />
        ) : null}
      </div>
    </li>
  );
}

/** There in every state, so that a dialog it opened finds it again for the focus. */
function ConnectionMenu({
  item,
  onMoveHistory,
}: {
  item: ItemDto;
  onMoveHistory: (() => void) | null;
}) {
  const [asking, setAsking] = useState<'disconnect' | 'delete' | null>(null);
  const { start } = useLink({ purpose: 'link', likeItemId: item.id });
  const signIn = useLink({ purpose: 'update', itemId: item.id });
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
              {onMoveHistory ? (
                <MenuItem icon={<MoveRight />} onSelect={onMoveHistory}>
                  Move history
                </MenuItem>
              ) : null}
              <MenuItem icon={<Trash2 />} tone="danger" onSelect={() => setAsking('delete')}>
                Delete history
              </MenuItem>
            </>
          ) : (
            <>
              {item.state.action === 'keep_or_delete' ? (
                <MenuItem icon={<KeyRound />} onSelect={signIn.start}>
                  Sign in again
                </MenuItem>
              ) : null}
              <UpdateItems item={item} />
              <MenuItem
                icon={<Unlink />}
                tone="danger"
                disabled={item.state.name === 'removing'}
                onSelect={() => setAsking('disconnect')}
              >
                Disconnect
              </MenuItem>
            </>
          )}
        </MenuContent>
      </Menu>
      <DisconnectDialog item={item} open={asking === 'disconnect'} onOpenChange={close} />
      <DeleteHistoryDialog item={item} open={asking === 'delete'} onOpenChange={close} />
    </>
  );
}

/** What Link's update mode can change about this connection. */
function UpdateItems({ item: { id: itemId, offers } }: { item: ItemDto }) {
  const accounts = useLink({ purpose: 'accounts', itemId });
  const consent = useLink({ purpose: 'consent', itemId });
  const verify = useLink({ purpose: 'verify', itemId });
  return (
    <>
      {offers.includes('verify') ? (
        <MenuItem icon={<Coins />} onSelect={verify.start}>
          Confirm deposit
        </MenuItem>
      ) : null}
      {offers.includes('accounts') ? (
        <MenuItem icon={<ListChecks />} onSelect={accounts.start}>
          Choose accounts
        </MenuItem>
      ) : null}
      {offers.includes('consent') ? (
        <MenuItem icon={<ShieldCheck />} onSelect={consent.start}>
          Allow investments and debts
        </MenuItem>
      ) : null}
    </>
  );
}

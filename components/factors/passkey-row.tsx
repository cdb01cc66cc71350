import { KeyRound, MoreHorizontal, Pencil, Trash2 } from 'lucide-react';
import { IconButton } from '#components/ui/button';
import { Menu, MenuContent, MenuItem, MenuTrigger } from '#components/ui/menu';
import { RelativeTime } from '#components/ui/relative-time';
import { StatusPill } from '#components/ui/status-pill';
import type { PasskeyDto } from '#lib/factors/contract';

export function PasskeyRow({
  passkey: { name, backedUp, createdAt, lastUsedAt, suspect },
  onAsk,
}: {
  passkey: PasskeyDto;
  onAsk: (what: 'rename' | 'remove') => void;
}) {
  return (
    <li className="flex items-center justify-between gap-4 border-line border-b py-3">
      <KeyRound aria-hidden="true" className="size-4 shrink-0 text-ink-faint" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="min-w-0 break-words">{name}</span>
          {suspect ? <StatusPill tone="danger">May have been copied</StatusPill> : null}
        </p>
        <p className="text-ink-soft text-sm">
          added <RelativeTime iso={createdAt} />
          {lastUsedAt ? (
            <>
              {' · '}last used <RelativeTime iso={lastUsedAt} />
            </>
          ) : null}
          {backedUp ? ' · on your other devices too' : null}
        </p>
        {suspect ? (
          <p className="text-sm">
            It counts its uses, and that count went back. Remove it, and add a new one.
          </p>
        ) : null}
      </div>
      <Menu>
        <MenuTrigger asChild>
          <IconButton label={`More for ${name}`}>
            <MoreHorizontal />
          </IconButton>
        </MenuTrigger>
        <MenuContent align="end">
          <MenuItem icon={<Pencil />} onSelect={() => onAsk('rename')}>
            Rename
          </MenuItem>
          <MenuItem icon={<Trash2 />} onSelect={() => onAsk('remove')}>
            Remove
          </MenuItem>
        </MenuContent>
      </Menu>
    </li>
  );
}

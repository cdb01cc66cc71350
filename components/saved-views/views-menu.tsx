'use client';

import { Bookmark, BookmarkPlus, Settings2 } from 'lucide-react';
import { IconButton } from '#components/ui/button';
import {
  Menu,
  MenuContent,
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
  MenuTrigger,
} from '#components/ui/menu';
import type { SavedViewDto } from '#lib/saved-views/contract';

/** All views, how one is made, and the way to change them. */
export function ViewsMenu({
  views,
  current,
  onOpen,
  onSave,
  onManage,
}: {
  views: readonly SavedViewDto[];
  current: string;
  onOpen: (query: string) => void;
  /** Null where the list is none that could be kept. */
  onSave: (() => void) | null;
  onManage: () => void;
}) {
  return (
    <Menu>
      <MenuTrigger asChild>
        <IconButton label="Saved views">
          <Bookmark />
        </IconButton>
      </MenuTrigger>
      <MenuContent className="w-64">
        {views.length === 0 ? (
          <MenuLabel className="text-ink-soft text-sm">
            Search or narrow the list, then keep it here under a name.
          </MenuLabel>
        ) : (
          <MenuRadioGroup value={current} onValueChange={onOpen}>
            {views.map(({ id, name, query }) => (
              <MenuRadioItem key={id} value={query}>
                <span className="min-w-0 flex-1 truncate">{name}</span>
              </MenuRadioItem>
            ))}
          </MenuRadioGroup>
        )}
        <MenuSeparator />
        <MenuItem icon={<BookmarkPlus />} disabled={!onSave} onSelect={onSave ?? undefined}>
          Save this view
        </MenuItem>
        {views.length > 0 ? (
          <MenuItem icon={<Settings2 />} onSelect={onManage}>
            Change views
          </MenuItem>
        ) : null}
      </MenuContent>
    </Menu>
  );
}

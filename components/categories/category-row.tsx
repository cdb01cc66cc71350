import {
  Archive,
  ArchiveRestore,
  ArrowDown,
  ArrowUp,
  Merge,
  MoreHorizontal,
  Pencil,
  Plus,
} from 'lucide-react';
import { IconButton } from '#components/ui/button';
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from '#components/ui/menu';
import { VisuallyHidden } from '#components/ui/visually-hidden';
import type { CategoryDto } from '#lib/categories/contract';
import { cn } from '#lib/cn';
import { CategoryIcon } from './category-icon.tsx';

export type CategoryAction = 'edit' | 'add' | 'merge' | 'archive';

/** Names the row's button, for the focus to come back to after a move. */
export const rowId = (categoryId: string) => `category-${categoryId}`;

export function CategoryRow({
  category,
  mayChange,
  isFirst,
  isLast,
  onStep,
  onAsk,
}: {
  category: CategoryDto;
  mayChange: boolean;
  isFirst: boolean;
  isLast: boolean;
  onStep: (by: -1 | 1) => void;
  onAsk: (action: CategoryAction) => void;
}) {
  const { id, name, groupId, icon, archived } = category;
  const isGroup = groupId === null;
  const label = (
    <>
      <CategoryIcon name={icon} />
      <span className={cn('min-w-0 truncate', isGroup && 'font-medium')}>{name}</span>
      <span className="shrink-0 text-ink-faint text-sm">{describe(category)}</span>
    </>
  );
  const classes = cn(
    'flex h-10 min-w-0 flex-1 items-center gap-2.5 rounded-sm text-left pointer-coarse:h-11',
    !isGroup && 'pl-6',
    archived && 'text-ink-faint',
  );
  if (!mayChange) return <div className={cn(classes, 'border-line border-b')}>{label}</div>;
  return (
    <div className="flex items-center gap-2 border-line border-b">
      <button
        type="button"
        id={rowId(id)}
        className={cn(classes, 'hover:bg-hover')}
        onClick={() => onAsk('edit')}
      >
        <VisuallyHidden>Edit </VisuallyHidden>
        {label}
      </button>
      <Menu>
        <MenuTrigger asChild>
          <IconButton label={`More for ${name}`} size="sm">
            <MoreHorizontal />
          </IconButton>
        </MenuTrigger>
        <MenuContent>
          <MenuItem icon={<Pencil />} onSelect={() => onAsk('edit')}>
            Edit
          </MenuItem>
          {isGroup ? (
            <MenuItem icon={<Plus />} onSelect={() => onAsk('add')}>
              Add a category
            </MenuItem>
          ) : null}
          <MenuItem
            icon={<ArrowUp />}
            shortcut="Alt ↑"
            disabled={isFirst}
            onSelect={() => onStep(-1)}
          >
            Move up
          </MenuItem>
          <MenuItem
            icon={<ArrowDown />}
            shortcut="Alt ↓"
            disabled={isLast}
            onSelect={() => onStep(1)}
          >
            Move down
          </MenuItem>
          <MenuSeparator />
          <MenuItem icon={<Merge />} onSelect={() => onAsk('merge')}>
            Merge into another
          </MenuItem>
          <MenuItem
            icon={archived ? <ArchiveRestore /> : <Archive />}
            onSelect={() => onAsk('archive')}
          >
            {archived ? 'Offer it again' : 'Archive'}
          </MenuItem>
        </MenuContent>
      </Menu>
    </div>
  );
}

const kindWords = { income: 'Income', transfer: 'Transfer', spending: '' };

function describe(category: CategoryDto): string {
  const { name, groupId, kind, archived, excludeFromSpending } = category;
  return [
    groupId === null && kindWords[kind] !== name ? kindWords[kind] : '',
    archived ? 'Archived' : '',
    excludeFromSpending ? 'Not counted' : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

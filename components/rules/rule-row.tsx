'use client';

import {
  ArrowDown,
  ArrowUp,
  CalendarClock,
  CircleStop,
  GripVertical,
  MoreHorizontal,
  Pencil,
  Trash2,
} from 'lucide-react';
import type { DragEvent, KeyboardEvent } from 'react';
import { IconButton } from '#components/ui/button';
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from '#components/ui/menu';
import { StatusPill } from '#components/ui/status-pill';
import { Switch } from '#components/ui/switch';
import { VisuallyHidden } from '#components/ui/visually-hidden';
import { cn } from '#lib/cn';
import type { RuleDto } from '#lib/rules/contract';
import { rowId } from './rule-link.tsx';
import { describeEffect, describeWhen, type Names } from './rule-words.ts';

export function RuleRow({
  rule,
  names,
  mayChange,
  isFirst,
  isLast,
  dropEdge,
  drag,
  onStep,
  onEdit,
  onSwitch,
  onDelete,
}: {
  rule: RuleDto;
  names: Names;
  mayChange: boolean;
  isFirst: boolean;
  isLast: boolean;
  /** Where a rule that is dragged over it would go. */
  dropEdge: 'above' | 'below' | null;
  drag: {
    onDragStart: (event: DragEvent) => void;
    onDragOver: (event: DragEvent) => void;
    onDragEnd: () => void;
    onDrop: (event: DragEvent) => void;
  };
  onStep: (by: -1 | 1) => void;
  onEdit: () => void;
  onSwitch: (enabled: boolean) => void;
  onDelete: () => void;
}) {
  const { id, name, enabled, stop, history } = rule;
  const walk = (event: KeyboardEvent) => {
    const by = ({ ArrowUp: -1, ArrowDown: 1 } as const)[event.key];
    if (!event.altKey || by === undefined || !mayChange) return;
    event.preventDefault();
    onStep(by);
  };
  const words = (
    <>
      <span className="flex flex-wrap items-center gap-x-2">
        <span className="min-w-0 truncate font-medium">{name}</span>
        {stop ? <StatusPill icon={<CircleStop aria-hidden="true" />}>Stops here</StatusPill> : null}
        {history ? null : (
          <StatusPill icon={<CalendarClock aria-hidden="true" />}>New ones only</StatusPill>
        )}
      </span>
      <span className="block text-ink-soft text-sm">When {describeWhen(rule, names)}</span>
      <span className="block text-sm">
        <span aria-hidden="true" className="text-ink-faint">
          →{' '}
        </span>
        {describeEffect(rule, names)}
      </span>
    </>
  );
  return (
    <li
      {...(mayChange ? drag : {})}
      onKeyDown={walk}
      className={cn(
        'flex items-center gap-3 border-line border-b py-2',
        dropEdge === 'above' && 'shadow-[inset_0_2px_0_0_var(--accent)]',
        dropEdge === 'below' && 'shadow-[inset_0_-2px_0_0_var(--accent)]',
      )}
    >
      {mayChange ? (
        <span
          draggable
          aria-hidden="true"
          className="-ml-1 hidden cursor-grab py-2 text-ink-faint hover:text-ink-soft active:cursor-grabbing pointer-fine:block"
        >
          <GripVertical className="size-4" />
        </span>
      ) : null}
      <Switch
        aria-label={`${name} is on`}
        checked={enabled}
        disabled={!mayChange}
        onCheckedChange={onSwitch}
      />
      {mayChange ? (
        <button
          type="button"
          id={rowId(id)}
          onClick={onEdit}
          className={cn(
            '-my-1 min-w-0 flex-1 rounded-sm px-2 py-1 text-left hover:bg-hover',
            !enabled && 'opacity-60',
          )}
        >
          <VisuallyHidden>Edit </VisuallyHidden>
          {words}
        </button>
      ) : (
        <div className="min-w-0 flex-1 px-2">{words}</div>
      )}
      {mayChange ? (
        <Menu>
          <MenuTrigger asChild>
            <IconButton label={`More for ${name}`} size="sm">
              <MoreHorizontal />
            </IconButton>
          </MenuTrigger>
          <MenuContent>
            <MenuItem icon={<Pencil />} onSelect={onEdit}>
              Edit
            </MenuItem>
            <MenuItem
              icon={<ArrowUp />}
              shortcut="Alt ↑"
              disabled={isFirst}
              onSelect={() => onStep(-1)}
            >
              Ask it earlier
            </MenuItem>
            <MenuItem
              icon={<ArrowDown />}
              shortcut="Alt ↓"
              disabled={isLast}
              onSelect={() => onStep(1)}
            >
              Ask it later
            </MenuItem>
            <MenuSeparator />
            <MenuItem icon={<Trash2 />} onSelect={onDelete}>
              Delete
            </MenuItem>
          </MenuContent>
        </Menu>
      ) : null}
    </li>
  );
}

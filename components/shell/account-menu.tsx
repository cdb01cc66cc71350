'use client';

import { ChevronsUpDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Menu, MenuContent, MenuLabel, MenuSeparator, MenuTrigger } from '#components/ui/menu';
import { Monogram } from '#components/ui/monogram';
import { VisuallyHidden } from '#components/ui/visually-hidden';
import { cn } from '#lib/cn';
import { AmountsItem } from './amounts-item.tsx';
import type { Theme } from './theme.tsx';
import { ThemeItems } from './theme-items.tsx';

export type Person = {
  name: string;
  email: string;
  /** Under the name in the sidebar, where the e-mail is not what matters. */
  note?: ReactNode;
};

/** The person, and behind them the theme and whatever `items` brings (settings, sign out). */
export function AccountMenu({
  person,
  theme,
  items,
  compact = false,
}: {
  person: Person;
  theme: Theme;
  /** MenuItems. */
  items?: ReactNode;
  /** Only the monogram, for the top bar of a phone. */
  compact?: boolean;
}) {
  return (
    <Menu>
      <MenuTrigger
        className={cn(
          'flex items-center rounded-md text-left transition-colors duration-fast hover:bg-hover data-[state=open]:bg-pressed',
          compact ? 'size-11 justify-center rounded-full' : 'w-full gap-3 px-2 py-2',
        )}
      >
        <Monogram name={person.name} shape="round" size="md" />
        {compact ? (
          <VisuallyHidden>{person.name}: menu</VisuallyHidden>
        ) : (
          <>
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium text-sm leading-snug">{person.name}</span>
              <span className="block truncate text-ink-faint text-xs">
                {person.note ?? person.email}
              </span>
            </span>
            <ChevronsUpDown aria-hidden="true" className="size-4 shrink-0 text-ink-faint" />
          </>
        )}
      </MenuTrigger>
      <MenuContent
        align={compact ? 'end' : 'start'}
        side={compact ? 'bottom' : 'top'}
        className="w-56"
      >
        {compact ? (
          <>
            <div className="px-2 pt-1.5 pb-1">
              <p className="truncate font-medium">{person.name}</p>
              <p className="truncate text-ink-faint text-xs">{person.email}</p>
            </div>
            <MenuSeparator />
          </>
        ) : null}
        <MenuLabel>Theme</MenuLabel>
        <ThemeItems theme={theme} />
        <MenuSeparator />
        <AmountsItem />
        {items ? (
          <>
            <MenuSeparator />
            {items}
          </>
        ) : null}
      </MenuContent>
    </Menu>
  );
}

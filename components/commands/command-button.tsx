'use client';

import { Search } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { IconButton } from '#components/ui/button';
import { Kbd } from '#components/ui/kbd';
import { useOpenCommands } from './commands.tsx';

/** The way to the menu for whoever does not know its key, and tells it to them. */
export function CommandButton({ compact = false }: { compact?: boolean }) {
  const open = useOpenCommands();
  const isApple = useSyncExternalStore(
    neverChanges,
    () => /Mac|iPhone|iPad/.test(navigator.platform),
    () => false,
  );
  if (compact) {
    return (
      <IconButton label="Search and commands" className="pointer-coarse:size-11" onClick={open}>
        <Search />
      </IconButton>
    );
  }
  return (
    <button
      type="button"
      onClick={open}
      aria-keyshortcuts="Control+K Meta+K"
      className="flex h-9 w-full items-center gap-3 rounded-md border border-line px-3 text-left text-ink-faint transition-colors duration-fast hover:border-line-strong hover:text-ink"
    >
      <Search aria-hidden="true" className="size-4 shrink-0" />
      <span className="flex-1">Search</span>
      <Kbd aria-hidden="true">{isApple ? '⌘ K' : 'Ctrl K'}</Kbd>
    </button>
  );
}

const neverChanges = () => () => {};

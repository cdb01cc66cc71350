'use client';

import { createContext, type ReactNode, use, useEffect, useRef, useState } from 'react';
import { onDemand } from '#components/ui/on-demand';

/** Something one can have done by name, from anywhere. */
export type Command = {
  id: string;
  label: string;
  /** `here`: of the page one is on. */
  group: 'here' | 'places' | 'settings' | 'actions' | 'views' | 'accounts';
  icon?: ReactNode;
  run: () => void;
};

type Source = { current: readonly Command[] };

const Context = createContext<{ sources: Set<Source>; open: () => void }>({
  sources: new Set(),
  open: () => {},
});

// Fetched with the first look: most visits do without.
const CommandMenu = onDemand(() => import('./command-menu.tsx').then((file) => file.CommandMenu));

/** Ctrl or ⌘ K opens the menu of what the mounted components offer through `useCommands`. */
export function CommandProvider({ children }: { children: ReactNode }) {
  const [sources] = useState(() => new Set<Source>());
  // As they are when it opens: a list that changes under one's fingers runs the wrong thing.
  const [commands, setCommands] = useState<readonly Command[] | null>(null);
  const [wasOpened, setWasOpened] = useState(false);
  const open = () => {
    setWasOpened(true);
    const all = [...sources].flatMap(({ current }) => current);
    // A page may show the same thing twice, for wide windows and for narrow ones.
    setCommands([...new Map(all.map((command) => [command.id, command])).values()]);
  };
  const isOpen = commands !== null;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isKey = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
      if (!isKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      if (isOpen) setCommands(null);
      // What waits for an answer comes first.
      else if (!document.querySelector('[data-scrim]')) open();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  });
  return (
    <Context value={{ sources, open }}>
      {children}
      {wasOpened ? <CommandMenu commands={commands} onClose={() => setCommands(null)} /> : null}
    </Context>
  );
}

/** Offers these in the menu while the component is there. */
export function useCommands(commands: readonly Command[]): void {
  const { sources } = use(Context);
  const source = useRef(commands);
  useEffect(() => {
    source.current = commands;
  });
  useEffect(() => {
    sources.add(source);
    return () => {
      sources.delete(source);
    };
  }, [sources]);
}

export function useOpenCommands(): () => void {
  return use(Context).open;
}

'use client';

import { Bookmark, Search } from 'lucide-react';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { ComboboxPanel } from '#components/ui/combobox-panel';
import { CommandDialog } from '#components/ui/command-dialog';
import { Kbd } from '#components/ui/kbd';
import { useSavedViews } from '#lib/saved-views/hooks';
import { searchLength } from '#lib/transactions/limits';
import type { Command } from './commands.tsx';

const groups: Record<Command['group'], string> = {
  here: 'On this page',
  places: 'Go to',
  actions: 'Do',
  settings: 'Settings',
  views: 'Views of the transactions',
};
const order = Object.keys(groups);

const none: ReadonlySet<string> = new Set();

/**
 * Everything that can be done by name; what is none of it is looked for in the transactions.
 *
 * @param commands  null while it is closed
 */
export function CommandMenu({
  commands,
  onClose,
}: {
  commands: readonly Command[] | null;
  onClose: () => void;
}) {
  const router = useRouter();
  const views = useSavedViews();
  const all: Command[] = [
    ...(commands ?? []).toSorted((a, b) => order.indexOf(a.group) - order.indexOf(b.group)),
    // At the end: they may come while somebody reads the others.
    ...(views ?? []).map(({ id, name, query }) => ({
      id,
      label: name,
      group: 'views' as const,
      icon: <Bookmark aria-hidden="true" className="text-ink-faint" />,
      run: () => router.push(`/transactions?${query}` as Route),
    })),
  ];
  const options = all.map(({ id, label, group, icon }) => ({
    value: id,
    label,
    icon,
    group: groups[group],
  }));
  const run = (id: string) => {
    onClose();
    all.find((command) => command.id === id)?.run();
  };
  const search = (text: string) => {
    onClose();
    const query = new URLSearchParams({ q: text.slice(0, searchLength) });
    router.push(`/transactions?${query}` as Route);
  };
  return (
    <CommandDialog open={commands !== null} onClose={onClose} label="Commands">
      <ComboboxPanel
        beginsAtFirst
        options={options}
        chosen={none}
        onChoose={run}
        searchLabel="Search pages and actions"
        placeholder="Go to, do, or search for…"
        emptyText="Nothing of that name."
        offer={(text) => ({
          label: `Search transactions for “${text}”`,
          icon: <Search aria-hidden="true" className="text-ink-faint" />,
          onChoose: () => search(text),
        })}
      />
      <p className="hidden gap-4 border-line border-t px-3 py-2 text-ink-faint text-xs pointer-fine:flex">
        <Hint keys={['↑', '↓']}>walk</Hint>
        <Hint keys={['Enter']}>do</Hint>
        <Hint keys={['Esc']}>close</Hint>
      </p>
    </CommandDialog>
  );
}

function Hint({ keys, children }: { keys: readonly string[]; children: string }) {
  return (
    <span className="flex items-center gap-1">
      {keys.map((key) => (
        <Kbd key={key}>{key}</Kbd>
      ))}
      {children}
    </span>
  );
}

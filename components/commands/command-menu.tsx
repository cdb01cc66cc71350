'use client';

import { ArrowLeftRight, Bookmark, Landmark, Search } from 'lucide-react';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ComboboxPanel, type ComboboxPanelProps } from '#components/ui/combobox-panel';
import { CommandDialog } from '#components/ui/command-dialog';
import { Kbd } from '#components/ui/kbd';
import { useAccountList } from '#lib/accounts/hooks';
import { useSettled } from '#lib/client/use-settled';
import { civilDateIn, formatCivilDate } from '#lib/dates/civil-date';
import { useSavedViews } from '#lib/saved-views/hooks';
import type { TransactionDto } from '#lib/transactions/contract';
import { useFoundTransactions } from '#lib/transactions/hooks';
import { searchLength } from '#lib/transactions/limits';
import type { Command } from './commands.tsx';

const groups: Record<Command['group'], string> = {
  here: 'On this page',
  places: 'Go to',
  actions: 'Do',
  settings: 'Settings',
  views: 'Views of the transactions',
  accounts: 'Accounts',
};
const order = Object.keys(groups);

const none: ReadonlySet<string> = new Set();

/**
 * Everything that can be done by name, and every account; beside it the newest transactions that the text finds, and
 * the way to all of them.
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
  const accounts = useAccountList();
  const [text, setText] = useState('');
  const words = text.trim();
  const settled = useSettled(words, settleMs);
  const found = useFoundTransactions(words && settled);
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
    ...(accounts ?? []).map(({ id, name }) => ({
      id,
      label: name,
      group: 'accounts' as const,
      icon: <Landmark aria-hidden="true" className="text-ink-faint" />,
      run: () => router.push(`/accounts/${id}`),
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
    const command = all.find((each) => each.id === id);
    if (command) command.run();
    // It opens in its list, where the text is looked for.
    else router.push(`/transactions?${new URLSearchParams({ q: text.trim(), open: id })}` as Route);
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
        found={found.map(toOption)}
        onText={setText}
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

function toOption({ id, merchant, date }: TransactionDto): ComboboxPanelProps['options'][number] {
  return {
    value: id,
    label: merchant || 'No name',
    group: 'Transactions',
    aside: formatCivilDate(date, civilDateIn('UTC', new Date())),
    icon: <ArrowLeftRight aria-hidden="true" className="text-ink-faint" />,
  };
}

/** So long a word may be on its way. */
const settleMs = 150;

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

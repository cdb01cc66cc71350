'use client';

import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useEffectEvent,
  useState,
} from 'react';
import { toast } from '#components/ui/toast';
import type { ItemDto } from '#lib/items/contract';
import { useItemActions, useItems } from '#lib/items/hooks';
import { describeHistory, describeRuns, hasEnded, type Watch } from './sync-words.ts';

const Context = createContext<(item: ItemDto, kind: Watch['kind']) => void>(() => {});

/** Says how a sync that the person asked for has ended, on whatever page they are by then. */
export function SyncWatchProvider({
  items: fallback,
  today,
  children,
}: {
  items: ItemDto[];
  today: string;
  children: ReactNode;
}) {
  const { items } = useItems(fallback);
  const actions = useItemActions();
  const [watches, setWatches] = useState<Watch[]>([]);

  const tell = useEffectEvent(async ({ kind, lastSyncedAt }: Watch, item: ItemDto) => {
    const { name } = item.institution;
    if (item.state.name !== 'healthy' && item.state.name !== 'syncing') {
      toast({
        tone: 'danger',
        title: `${name}: ${item.state.label}`,
        description: item.state.reason,
      });
    } else if (kind === 'link') {
      const history = (await actions.listHistories()).find(({ itemId }) => itemId === item.id);
      const description = describeHistory(history, today);
      toast({ tone: 'positive', title: `${name} is here`, description });
    } else {
      const runs = await actions.listRunsSince(item.id, lastSyncedAt);
      toast({ tone: 'positive', title: `${name}: ${describeRuns(runs)}` });
    }
  });

  useEffect(() => {
    const ended = watches.filter((watch) => {
      const item = items.find(({ id }) => id === watch.itemId);
      return item !== undefined && hasEnded(watch, item);
    });
    if (ended.length === 0) return;
    setWatches((all) => all.filter((watch) => !ended.includes(watch)));
    for (const watch of ended) {
      const item = items.find(({ id }) => id === watch.itemId);
      // A missing outcome is not worth a message of its own.
      if (item) tell(watch, item).catch(() => {});
    }
  }, [items, watches]);

  // The same at each rendering: connections come anew as the page answers, and React would make all of the page
  // answer at once, in one go, for a context that changed above it.
  const watch = useCallback(
    ({ id: itemId, lastSyncedAt, lastAttemptAt }: ItemDto, kind: Watch['kind']) => {
      setWatches((all) => [
        ...all.filter((each) => each.itemId !== itemId),
        { itemId, kind, lastSyncedAt, lastAttemptAt },
      ]);
    },
    [],
  );
  return <Context value={watch}>{children}</Context>;
}

/** Call it with the Item as it was when its sync was asked for. */
export function useWatchSync() {
  return use(Context);
}

import { formatCivilDate } from '#lib/dates/civil-date';
import type { ItemDto, ItemHistoryDto } from '#lib/items/contract';
import type { SyncRunDto } from '#lib/sync-runs/contract';

export type Watch = {
  itemId: string;
  /** A first link ends with the whole history, another sync with the next commit. */
  kind: 'link' | 'sync';
  /** When it was last synced before: what came since is what is told. */
  lastSyncedAt: string | null;
  lastAttemptAt: string | null;
};

/** Whether what the person asked for has come, or will not come by itself soon. */
export function hasEnded(
  watch: Watch,
  item: Pick<ItemDto, 'state' | 'lastSyncedAt' | 'lastAttemptAt'>,
): boolean {
  const { name } = item.state;
  // Trouble from before the asking is what was just repaired, not how it ended; and the list may
  // still be one that was read before it.
  if (name !== 'healthy' && name !== 'syncing') {
    return isLater(item.lastAttemptAt, watch.lastAttemptAt);
  }
  if (watch.kind === 'link') return name === 'healthy';
  return isLater(item.lastSyncedAt, watch.lastSyncedAt);
}

/** Of two times as ISO 8601 writes them, the first; null is never. */
function isLater(time: string | null, than: string | null): boolean {
  return time !== null && (than === null || time > than);
}

/** "394 transactions from Nov 26, 2024 to Nov 19". */
export function describeHistory(history: ItemHistoryDto | undefined, today: string): string {
  if (!history) return 'It has reported no transactions yet.';
  const { transactions, from, to } = history;
  const count = `${transactions.toLocaleString('en-US')} ${transactions === 1 ? 'transaction' : 'transactions'}`;
  const day = (date: string) => formatCivilDate(date, today, 'short');
  return from === to ? `${count} of ${day(from)}` : `${count} from ${day(from)} to ${day(to)}`;
}

type Counts = Pick<SyncRunDto, 'added' | 'posted' | 'changed' | 'removed'>;

/** "3 new, 1 posted", or "nothing new". */
export function describeRuns(runs: Counts[]): string {
  const sum = (name: keyof Counts) => runs.reduce((total, run) => total + run[name], 0);
  const parts = [
    [sum('added'), 'new'],
    [sum('posted'), 'posted'],
    [sum('changed'), 'changed'],
    [sum('removed'), 'withdrawn'],
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return told.join(', ') || 'nothing new';
}

import { formatCivilDate } from '#lib/dates/civil-date';
import type { RelinkPreviewDto } from '#lib/relinks/contract';

/** "1 transaction", "1,204 transactions". */
export function describeRows(count: number): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'transaction' : 'transactions'}`;
}

type AccountPreview = RelinkPreviewDto['accounts'][number];

/** What happens to one account's rows: "380 become one with the new ones, 12 move as they are". */
export function describeAccountMove(
  { to, counts, firstDate, lastDate }: AccountPreview,
  today: string,
): string {
  if (!to) return 'Its history stays with the old connection.';
  const { joined, carried, withdrawn } = counts;
  if (firstDate === null || lastDate === null) return 'It has no transactions; its balances move.';
  const parts = [
    [joined, joined === 1 ? 'is in both and becomes one' : 'are in both and become one each'],
    [carried, carried === 1 ? 'moves as it is' : 'move as they are'],
    [withdrawn, 'pending that never posted will go'],
  ] as const;
  const told = parts
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${count.toLocaleString('en-US')} ${words}`);
  const span = `${formatCivilDate(firstDate, today)} to ${formatCivilDate(lastDate, today)}`;
  return `${span}: ${told.join(', ')}.`;
}

/** The whole move in a sentence. */
export function describeMove({ counts }: Pick<RelinkPreviewDto, 'counts'>): string {
  const { joined, carried, edited } = counts;
  const edits = edited === 0 ? '' : `, ${edited.toLocaleString('en-US')} of them with your edits`;
  return `${describeRows(joined + carried)} move${edits}.`;
}

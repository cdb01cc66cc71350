import type { TransactionDto } from '#lib/transactions/contract';
import { sumOf } from '#lib/transactions/row-figures';

/** A day of the list: its heading and the rows below it. */
export type ListDay = {
  date: string;
  /** Where its heading stands among headings and rows. */
  position: number;
  /** Where its rows begin among the rows. */
  firstRow: number;
  /** What its rows come to per currency, without what is hidden or a transfer; null while some are still to be read. */
  sums: { currency: string; minor: number }[] | null;
};

export type ListEntry =
  | { kind: 'day'; day: ListDay }
  | { kind: 'row'; row: TransactionDto; rowIndex: number };

/**
 * The days of a list that is sorted by day.
 *
 * @param isComplete  no rows follow: the last day is whole
 */
export function groupByDay(rows: readonly TransactionDto[], isComplete: boolean): ListDay[] {
  const days: ListDay[] = [];
  let sums = new Map<string, number>();
  for (const [index, row] of rows.entries()) {
    const { date } = row;
    const day = days.at(-1);
    if (day?.date !== date) {
      sums = new Map();
      days.push({ date, position: index + days.length, firstRow: index, sums: [] });
    }
    const sum = sumOf(row);
    if (sum) sums.set(sum.currency, (sums.get(sum.currency) ?? 0) + sum.minor);
    if (rows[index + 1]?.date !== date) closeDay(days.at(-1), sums);
  }
  const last = days.at(-1);
  if (last && !isComplete) last.sums = null;
  return days;
}

function closeDay(day: ListDay | undefined, sums: Map<string, number>): void {
  if (day) day.sums = [...sums].map(([currency, minor]) => ({ currency, minor }));
}

/** What stands at a place among headings and rows. */
export function entryAt(
  rows: readonly TransactionDto[],
  days: readonly ListDay[],
  position: number,
): ListEntry | undefined {
  const at = dayIndexAt(days, position);
  const day = days[at];
  if (day?.position === position) return { kind: 'day', day };
  const rowIndex = position - at - 1;
  const row = rows[rowIndex];
  return row && { kind: 'row', row, rowIndex };
}

/** The place of a row among headings and rows. */
export function positionOf(days: readonly ListDay[], rowIndex: number): number {
  return rowIndex + 1 + findLast(days, ({ firstRow }) => firstRow <= rowIndex);
}

/** Which day a place belongs to. */
export function dayIndexAt(days: readonly ListDay[], position: number): number {
  return findLast(days, (day) => day.position <= position);
}

/** The last that passes, where all before it pass too; by halves, because there are thousands. */
function findLast(days: readonly ListDay[], passes: (day: ListDay) => boolean): number {
  let [low, high] = [-1, days.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const day = days[middle];
    if (day && passes(day)) low = middle;
    else high = middle - 1;
  }
  return low;
}

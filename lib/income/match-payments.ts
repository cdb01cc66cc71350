import 'server-only';
import { type CivilDate, epochDay } from '#lib/dates/civil-date';

/** A payment somewhere else and a row here are the same money at most this far apart. */
const daysApart = 3;

/** What somebody else says was paid in. `mask`: of the account, where it is known. */
export type Payment = { on: CivilDate; minor: number; currency: string; mask: string | null };
/** `on`: by the bank's own date. */
export type OwnRow = Payment & { id: string };

/**
 * Pure: which of one's own transactions each payment is. The same amount in the same currency within three days,
 * of the same account where both say which, the nearest first; a row is one payment's alone.
 *
 * @returns the row for each payment, or null
 */
export function matchPayments<Row extends OwnRow>(
  payments: readonly Payment[],
  rows: readonly Row[],
): (Row | null)[] {
  const byAmount = Map.groupBy(rows, amountOf);
  const pairs = payments.flatMap((payment, index) =>
    (byAmount.get(amountOf(payment)) ?? []).flatMap((row) => {
      const days = Math.abs(epochDay(payment.on) - epochDay(row.on));
      const isSame = payment.mask !== null && row.mask !== null && payment.mask === row.mask;
      const isOther = payment.mask !== null && row.mask !== null && !isSame;
      return days > daysApart || isOther ? [] : [{ index, row, days, unsure: isSame ? 0 : 1 }];
    }),
  );
  pairs.sort(
    (a, b) =>
      a.days - b.days || a.unsure - b.unsure || a.index - b.index || (a.row.id < b.row.id ? -1 : 1),
  );
  const found: (Row | null)[] = payments.map(() => null);
  const taken = new Set<string>();
  for (const { index, row } of pairs) {
    if (found[index] !== null || taken.has(row.id)) continue;
    found[index] = row;
    taken.add(row.id);
  }
  return found;
}

const amountOf = ({ minor, currency }: Payment) => `${minor} ${currency}`;

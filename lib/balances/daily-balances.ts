import 'server-only';
/** What a day's balance follows from. Days count from 1970-01-01; amounts are what the account is worth. */
export type Timeline = {
  /** Balances that are known: the bank's readings, a person's valuations. Each holds at the end of its day. Ascending. */
  known: { day: number; minor: number }[];
  /** What the posted rows of a day come to. Ascending. */
  moves: { day: number; minor: number }[];
  /** From this day on the account counts no more; null while it does. */
  untilDay: number | null;
};

export type DailyBalances = {
  /** One for each day; null where nothing is known, which is not zero. */
  minor: (number | null)[];
  /** The first day of which something is known, also where it is before the days asked for. */
  firstDay: number | null;
  /** The first known balance: what is before it was counted back from rows. */
  readDay: number | null;
};

/**
 * The balance of each day from one to another, both included: the known one where there is one, carried on by
 * rows to the next, and counted back by rows before the first. After the last one it stays as it was last known. Known balances are
 * never changed by rows; the days between and before them are whatever the rows of now say.
 */
export function dailyBalances(
  { known, moves, untilDay }: Timeline,
  fromDay: number,
  toDay: number,
): DailyBalances {
  const first = known[0];
  if (!first) return { minor: unknownDays(fromDay, toDay), firstDay: null, readDay: null };
  const movedUntil = sumUntil(moves);
  const firstDay = Math.min(first.day, moves[0]?.day ?? first.day);
  let next = 0;
  const minor: (number | null)[] = [];
  for (let day = fromDay; day <= toDay; day += 1) {
    while ((known[next]?.day ?? Number.POSITIVE_INFINITY) <= day) next += 1;
    const last = known[next - 1];
    if (day < firstDay || (untilDay !== null && day >= untilDay)) minor.push(null);
    else if (!last) minor.push(first.minor - movedUntil(first.day) + movedUntil(day));
    else if (next === known.length) minor.push(last.minor);
    else minor.push(last.minor + movedUntil(day) - movedUntil(last.day));
  }
  return { minor, firstDay, readDay: first.day };
}

function unknownDays(fromDay: number, toDay: number): null[] {
  return Array.from({ length: Math.max(0, toDay - fromDay + 1) }, () => null);
}

/** What all moves until the end of a day come to. */
function sumUntil(moves: Timeline['moves']): (day: number) => number {
  const sums: number[] = [];
  let sum = 0;
  for (const move of moves) {
    sum += move.minor;
    sums.push(sum);
  }
  return (day) => {
    let low = 0;
    let high = moves.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((moves[middle]?.day ?? 0) <= day) low = middle + 1;
      else high = middle;
    }
    return sums[low - 1] ?? 0;
  };
}

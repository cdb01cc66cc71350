import 'server-only';
import { addDays, type CivilDate, epochDay } from '#lib/dates/civil-date';

export type Move = { on: CivilDate; amountMinor: number };

export type Projection = {
  /** At the end of each day, the first one first. */
  minor: number[];
  lowest: { on: CivilDate; minor: number };
  shortOn: CivilDate | null;
};

/**
 * What a balance becomes, day by day: what it is, and every move up to the end of that day. A move of a day before the
 * first has yet to happen, and counts on the first. Of days equally low, the earliest is the lowest. Pure.
 */
export function project(
  startMinor: number,
  from: CivilDate,
  days: number,
  moves: readonly Move[],
): Projection {
  const changes = new Array<number>(days).fill(0);
  for (const { on, amountMinor } of moves) {
    const index = Math.max(0, epochDay(on) - epochDay(from));
    if (index < days) changes[index] = (changes[index] ?? 0) + amountMinor;
  }
  let balance = startMinor;
  const minor = changes.map((change) => {
    balance += change;
    return balance;
  });
  const least = Math.min(...minor);
  const short = minor.findIndex((each) => each < 0);
  return {
    minor,
    lowest: { on: addDays(from, minor.indexOf(least)), minor: least },
    shortOn: short < 0 ? null : addDays(from, short),
  };
}

import 'server-only';
import { median } from '#lib/budgets/reckon';
import { addDays, type CivilDate, epochDay } from '#lib/dates/civil-date';

const fewestMonths = 3;
const mostMonths = 6;

/**
 * What a month usually brings: the middle one of the last whole months that are known from their beginning, up to six of them. With
 * fewer than three nothing is said.
 *
 * @param minorOn  what was there at the end of a day; null where it is not known
 */
export function measurePace(
  minorOn: (day: number) => number | null,
  today: CivilDate,
): { minor: number; months: number } | null {
  const moves: number[] = [];
  let end = addDays(`${today.slice(0, 7)}-01`, -1);
  while (moves.length < mostMonths) {
    const before = addDays(`${end.slice(0, 7)}-01`, -1);
    const [from, to] = [minorOn(epochDay(before)), minorOn(epochDay(end))];
    if (from === null || to === null) break;
    moves.push(to - from);
    end = before;
  }
  const minor = moves.length < fewestMonths ? null : median(moves);
  return minor === null ? null : { minor, months: moves.length };
}

/** Beyond it nobody can mean it: a century. */
const mostMonthsAhead = 1_200;

/** The month in which it is reached when each month brings as much. Null where none ever does. */
export function projectMonth(
  leftMinor: number,
  paceMinor: number,
  today: CivilDate,
): string | null {
  if (leftMinor <= 0 || paceMinor <= 0) return null;
  const months = Math.ceil(leftMinor / paceMinor);
  if (months > mostMonthsAhead) return null;
  const month = monthNumber(today) + months;
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
}

/** What each month has to bring, the present one included, so that nothing is left on the date. */
export function measurePerMonth(
  leftMinor: number,
  today: CivilDate,
  dueOn: CivilDate | null,
): number | null {
  if (dueOn === null || dueOn < today || leftMinor <= 0) return null;
  const months = monthNumber(dueOn) - monthNumber(today) + 1;
  return Math.ceil(leftMinor / months);
}

/** Months since year 0. */
function monthNumber(date: CivilDate): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}

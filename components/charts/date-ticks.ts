import {
  addDays,
  atUtcMidnight,
  type CivilDate,
  epochDay,
  lastDayOfMonth,
} from '#lib/dates/civil-date';

export type DateTick = { index: number; label: string };

/** Of each span, the longest period in days that it serves, and every how many months it is marked. */
const monthSteps = [
  { days: 200, months: 1 },
  { days: 400, months: 2 },
  { days: 800, months: 4 },
  { days: 1_500, months: 6 },
] as const;
const daysByWeek = 60;

/** Which days of a period have a mark under a chart: weeks, firsts of months, or years, at most eleven. */
export function listDateTicks(from: CivilDate, days: number): DateTick[] {
  if (days <= daysByWeek) return listWeeks(from, days);
  const months = monthSteps.find((step) => days <= step.days)?.months ?? 12;
  const ticks: DateTick[] = [];
  for (let first = nextMonth(from, months); ; first = nextMonth(addDays(first, 1), months)) {
    const index = epochDay(first) - epochDay(from);
    if (index >= days) return ticks;
    ticks.push({ index, label: monthLabel(first) });
  }
}

/** Every week of a month, every fortnight of two, counted back from the last day, which is what one looks for. */
function listWeeks(from: CivilDate, days: number): DateTick[] {
  const step = days <= 8 ? 1 : days <= 35 ? 7 : 14;
  const ticks: DateTick[] = [];
  for (let index = days - 1; index >= 0; index -= step) {
    const label = dayFormat.format(atUtcMidnight(addDays(from, index)));
    ticks.unshift({ index, label });
  }
  return ticks;
}

/** The first day, not before a date, of a month at which a step of so many months begins. */
function nextMonth(date: CivilDate, months: number): CivilDate {
  let first = date.endsWith('-01') ? date : addDays(lastDayOfMonth(date), 1);
  while ((Number(first.slice(5, 7)) - 1) % months !== 0) first = addDays(lastDayOfMonth(first), 1);
  return first;
}

/** "Mar", and the year where one begins. */
function monthLabel(first: CivilDate): string {
  if (first.slice(5, 7) === '01') return first.slice(0, 4);
  return monthFormat.format(atUtcMidnight(first));
}

const utc = { timeZone: 'UTC', month: 'short' } as const;
const monthFormat = new Intl.DateTimeFormat('en-US', utc);
const dayFormat = new Intl.DateTimeFormat('en-US', { ...utc, day: 'numeric' });

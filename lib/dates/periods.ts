import { addDays, type CivilDate, formatCivilDate, lastDayOfMonth } from './civil-date.ts';

/** From and to, both inclusive; null is open. */
export type Period = { from: CivilDate | null; to: CivilDate | null };

/** The periods people ask for by name. */
export function listPeriods(today: CivilDate): readonly (Period & { label: string })[] {
  const month = `${today.slice(0, 7)}-01`;
  const monthBefore = `${addDays(month, -1).slice(0, 7)}-01`;
  const year = Number(today.slice(0, 4));
  const yearOf = (each: number) => String(each).padStart(4, '0');
  return [
    { label: 'Any date', from: null, to: null },
    { label: 'This month', from: month, to: lastDayOfMonth(month) },
    { label: 'Last month', from: monthBefore, to: addDays(month, -1) },
    { label: 'Last 30 days', from: addDays(today, -29), to: today },
    { label: 'Last 90 days', from: addDays(today, -89), to: today },
    { label: 'This year', from: `${yearOf(year)}-01-01`, to: `${yearOf(year)}-12-31` },
    { label: 'Last year', from: `${yearOf(year - 1)}-01-01`, to: `${yearOf(year - 1)}-12-31` },
  ];
}

/** "This month" where it has a name, else "Nov 1 to 21", "Since Nov 1", "Until Nov 21". */
export function describePeriod({ from, to }: Period, today: CivilDate): string {
  const named = listPeriods(today).find((each) => each.from === from && each.to === to);
  if (named) return named.label;
  const say = (date: CivilDate) => formatCivilDate(date, today, 'short');
  if (from && to) return from === to ? say(from) : `${say(from)} to ${say(to)}`;
  return from ? `Since ${say(from)}` : `Until ${say(to ?? today)}`;
}

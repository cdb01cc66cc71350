import type { CivilDate } from '#lib/dates/civil-date';
import type { PlanDto } from '#lib/debts/contract';
import { formatAmount } from '#lib/money/format-amount';

const full = new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', month: 'long', year: 'numeric' });
const short = new Intl.DateTimeFormat('en-US', {
  timeZone: 'UTC',
  month: 'short',
  year: '2-digit',
});

/** The month so many after today's, in full and as a chart's foot has it. */
export function monthAfter(today: CivilDate, months: number): { name: string; short: string } {
  const instant = new Date(`${today.slice(0, 7)}-01T00:00:00Z`);
  instant.setUTCMonth(instant.getUTCMonth() + months);
  return { name: full.format(instant), short: short.format(instant) };
}

/** The columns of a plan's course: years where each is one. */
export function listColumns(course: PlanDto['course'], today: CivilDate) {
  const isYearly = (course[1]?.month ?? 0) >= 12;
  return course.map(({ month }) => {
    const { name, short: brief } = monthAfter(today, month);
    return { name, short: isYearly ? name.slice(-4) : brief };
  });
}

/** "2 years and 3 months". */
export function sayMonths(months: number | null): string {
  if (months === null) return 'More than fifty years';
  const [years, rest] = [Math.floor(months / 12), months % 12];
  const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;
  if (years === 0) return count(rest, 'month');
  return rest === 0 ? count(years, 'year') : `${count(years, 'year')} and ${count(rest, 'month')}`;
}

/** What the plan saves over paying what is asked, and no more, for each debt. */
export function describeSaving({ plan, minimum, currency }: PlanDto): string {
  if (plan.months === null) {
    return 'What is paid each month does not cover the interest. With more each month there is an end.';
  }
  if (minimum.months === null)
    return 'The payments alone would not come to an end within fifty years.';
  const months = minimum.months - plan.months;
  const saved = minimum.interestMinor - plan.interestMinor;
  if (months <= 0 && saved <= 0)
    return 'As soon as by the payments alone. Whatever is paid beside them brings it nearer.';
  const amount = formatAmount(saved, currency).text;
  return months > 0
    ? `${sayMonths(months)} sooner than by the payments alone, and ${amount} of interest saved.`
    : `${amount} of interest saved over the payments alone.`;
}

export const leftOutWords: Record<PlanDto['leftOut'][number]['why'], string> = {
  rate: 'nobody says at what rate it is owed',
  payment: 'nobody says what is to be paid on it each month',
  currency: 'it is in another currency',
};

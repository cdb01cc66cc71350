import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import type { GoalDto, Shortfall } from '#lib/goals/contract';
import { formatAmount } from '#lib/money/format-amount';

/** "$1,200 of $5,000"; of a debt, "$1,200 of $5,000 paid off". */
export function sayProgress({ doneMinor, targetMinor, currency, kind }: GoalDto): string {
  const say = (minor: number | null) => formatAmount(minor, currency).text;
  return `${say(doneMinor)} of ${say(targetMinor)}${kind === 'pay_down' ? ' paid off' : ''}`;
}

/** How far it is and what it would take, sentence by sentence. Nothing is promised that three months do not show. */
export function describeGoal(goal: GoalDto, today: CivilDate): string[] {
  const { state, doneMinor, targetMinor, accounts, dueOn } = goal;
  if (state !== 'open') return [];
  if (doneMinor === null) {
    return [`What is in ${accounts.map(({ name }) => name).join(' or ')} today is not known.`];
  }
  if (doneMinor >= targetMinor) return ['It is reached.'];
  const isPast = dueOn !== null && dueOn < today;
  return [
    describePace(goal),
    ...(isPast ? [`Its date, ${formatCivilDate(dueOn, today, 'short')}, has passed.`] : []),
    ...describeNeed(goal, today),
  ];
}

function describePace({ pace, projectedMonth, currency, dueOn }: GoalDto): string {
  if (pace === null) return 'No pace yet: that takes three whole months.';
  const past = `the last ${pace.months} months`;
  if (projectedMonth === null) {
    return pace.minor > 0
      ? `At the pace of ${past} it takes more than a century.`
      : `In ${past} it came no closer.`;
  }
  const { text } = formatAmount(pace.minor, currency, { precision: 'whole' });
  const late = dueOn !== null && dueOn.slice(0, 7) < projectedMonth ? ', after its date' : '';
  return `At the pace of ${past}, ${text} a month: ${nameMonth(projectedMonth)}${late}.`;
}

function describeNeed({ perMonthMinor, dueOn, currency }: GoalDto, today: CivilDate): string[] {
  if (perMonthMinor === null || dueOn === null) return [];
  const { text } = formatAmount(perMonthMinor, currency);
  return [`${text} a month reaches it by ${formatCivilDate(dueOn, today, 'short')}.`];
}

export function describeShortfall({ account, meantMinor, heldMinor }: Shortfall, currency: string) {
  const say = (minor: number) => formatAmount(minor, currency).text;
  return `${say(meantMinor)} in ${account.name} is meant for goals, and ${say(heldMinor)} is in it.`;
}

/** "March 2027" */
function nameMonth(month: string): string {
  const [year, number] = month.split('-').map(Number);
  return new Intl.DateTimeFormat('en-US', {
    timeZone: 'UTC',
    month: 'long',
    year: 'numeric',
  }).format(Date.UTC(year ?? 0, (number ?? 1) - 1));
}

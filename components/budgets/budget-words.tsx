import type { BudgetDto, BudgetLineDto, CarryMode } from '#lib/budgets/contract';
import { type CivilDate, epochDay, formatCivilDate, lastDayOfMonth } from '#lib/dates/civil-date';
import { type Cycle, daysOf, type Span } from '#lib/dates/cycles';
import { formatMonth } from '#lib/dates/format-month';
import { formatAmount } from '#lib/money/format-amount';

export const carryWords: Record<CarryMode, string> = {
  none: 'Carry nothing over',
  surplus: 'Carry over what is left',
  both: 'Carry over what is left or missing',
};

/** "November 2026" for a calendar month, else "Nov 6 to Nov 19". */
export function nameSpan({ from, to }: Span, today: CivilDate): string {
  if (from.endsWith('-01') && to === lastDayOfMonth(from)) {
    return formatMonth(from);
  }
  return `${formatCivilDate(from, today, 'short')} to ${formatCivilDate(to, today, 'short')}`;
}

/** What one calls a period: "month", "week", "2 weeks". */
export function nameCycle(cycle: Cycle): string {
  if (cycle.kind === 'month') return 'month';
  return cycle.weeks === 1 ? 'week' : `${cycle.weeks} weeks`;
}

/** How many days of a period have begun: 0 before it, all after it. */
export function daysBegun(span: Span, today: CivilDate): number {
  return Math.min(Math.max(epochDay(today) - epochDay(span.from) + 1, 0), daysOf(span));
}

export function leftOf({ plan, carriedMinor, spentMinor }: BudgetLineDto): number {
  return (plan?.minor ?? 0) + carriedMinor - spentMinor;
}

/** What plans allow by the end of each day, spread evenly. */
export function evenPace({ plannedMinor, carriedMinor, span }: BudgetDto): number[] {
  const days = daysOf(span);
  const all = plannedMinor + carriedMinor;
  return Array.from({ length: days }, (_, day) => Math.round((all * (day + 1)) / days));
}

/** How the period goes, against an even pace and against how it usually goes; null where nothing can be said. */
export function describePace(budget: BudgetDto, today: CivilDate): string | null {
  const begun = daysBegun(budget.span, today);
  const days = daysOf(budget.span);
  const spent = budget.pace.spent[begun - 1];
  if (spent === undefined || begun === days) return null;
  const say = (expected: number, than: string) => {
    const difference = spent - expected;
    const { text } = formatAmount(Math.abs(difference), budget.settings.currency, {
      precision: 'whole',
    });
    if (difference === 0) return `just ${than}`;
    return `${text} ${difference > 0 ? 'more' : 'less'} than ${than}`;
  };
  const parts = [say(evenPace(budget)[begun - 1] ?? 0, 'an even pace')];
  const usual = budget.pace.usual?.[begun - 1];
  if (usual !== undefined) parts.push(say(usual, 'usual by now'));
  return `Spent so far: ${parts.join(', and ')}.`;
}

/** "the last month", "the last 3 months", "the last 12 times 2 weeks". */
export function namePast(count: number, cycle: Cycle): string {
  const name = nameCycle(cycle);
  if (count === 1) return `the last ${name}`;
  const isSeveral = cycle.kind === 'weeks' && cycle.weeks > 1;
  return isSeveral ? `the last ${count} times ${name}` : `the last ${count} ${name}s`;
}

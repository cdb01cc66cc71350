import { type CivilDate, epochDay, formatCivilDate } from '#lib/dates/civil-date';
import { formatAmount } from '#lib/money/format-amount';
import type { Cadence, StreamDto } from '#lib/recurring/contract';

export const cadenceWords: Record<Cadence, string> = {
  weekly: 'Every week',
  biweekly: 'Every two weeks',
  semi_monthly: 'Twice a month',
  monthly: 'Every month',
  quarterly: 'Every quarter',
  yearly: 'Every year',
  irregular: 'At no regular time',
};

/** "Checking", "Checking → Savings" */
export function sayAccounts({ account, towards }: StreamDto): string {
  return towards === null ? account.name : `${account.name} → ${towards}`;
}

/** "tomorrow", "in 5 days", "expected 3 days ago" */
export function daysUntil(on: CivilDate, today: CivilDate): string {
  const days = epochDay(on) - epochDay(today);
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days === -1) return 'expected yesterday';
  return days > 0 ? `in ${days} days` : `expected ${-days} days ago`;
}

/** "$9.99 → $11.99 since Mar 4" */
export function describePrice({ priceChange, currency }: StreamDto, today: CivilDate) {
  if (!priceChange) return null;
  const { fromMinor, toMinor, since } = priceChange;
  const text = (minor: number) => formatAmount(Math.abs(minor), currency).text;
  const date = formatCivilDate(since, today, 'short');
  return `${text(fromMinor)} → ${text(toMinor)} since ${date}`;
}

export function describeMissed({ missedOn }: StreamDto, today: CivilDate): string | null {
  return missedOn && `Expected ${formatCivilDate(missedOn, today, 'short')}, not seen`;
}

/** "$40.00 to $90.00", where it is not always the same. */
export function describeRange({ lowMinor, highMinor, currency }: StreamDto): string | null {
  if (lowMinor === highMinor) return null;
  const text = (minor: number) => formatAmount(Math.abs(minor), currency).text;
  return `${text(lowMinor)} to ${text(highMinor)}`;
}

import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import type { Cadence } from '#lib/recurring/contract';

const categories: Record<string, string> = {
  SALARY: 'Salary',
  UNEMPLOYMENT: 'Unemployment benefit',
  CASH: 'Cash',
  GIG_ECONOMY: 'Gig work',
  RENTAL: 'Rent',
  CHILD_SUPPORT: 'Child support',
  MILITARY: 'Military pay',
  RETIREMENT: 'Retirement',
  LONG_TERM_DISABILITY: 'Disability benefit',
  BANK_INTEREST: 'Interest',
  CASH_DEPOSIT: 'Cash deposits',
  TRANSFER_FROM_APPLICATION: 'From a payment app',
  TAX_REFUND: 'Tax refund',
  BENEFIT_OTHER: 'Benefit',
  OTHER: 'Other income',
};

/** Plaid's income_category; one that is new to us is other income. */
export function nameCategory(category: string): string {
  return categories[category] ?? 'Other income';
}

/** "Jan 5 to Jan 18", as far as the stub says it. */
export function namePeriod(from: CivilDate | null, to: CivilDate | null, today: CivilDate) {
  const day = (date: CivilDate) => formatCivilDate(date, today, 'short');
  if (from && to) return `${day(from)} to ${day(to)}`;
  return from ? `from ${day(from)}` : to ? `until ${day(to)}` : null;
}

export const keepWords: Record<number, string> = {
  7: 'One week',
  30: 'One month',
  90: 'Three months',
  180: 'Six months',
  365: 'One year',
};

/** How often somebody is paid, within a sentence. */
export const paidWords: Record<Cadence, string> = {
  weekly: 'paid every week',
  biweekly: 'paid every two weeks',
  semi_monthly: 'paid twice a month',
  monthly: 'paid every month',
  quarterly: 'paid every quarter',
  yearly: 'paid once a year',
  irregular: 'paid at no regular time',
};

import { daysBetween } from '../../dates.ts';
import { createRandom, type Random } from '../../random.ts';
import type { BankRow } from '../bank-user.ts';
import { toCents } from '../loan-math.ts';
import type { Errand, Habit } from './persona.ts';

const epoch = '2000-01-01';

export function listHabit(name: string, habit: Habit, index: number, date: string): BankRow[] {
  if (!isDue(habit, date)) {
    return [];
  }
  const random = createRandom(`${name}.habit.${index}.${date}`);
  const share = 1 + (habit.variation ?? 0) * (random.next() * 2 - 1);
  return [toRow(`habit.${index}.${date}`, habit, date, toCents(habit.amount * share), false)];
}

function isDue({ on, months }: Habit, date: string): boolean {
  if (months && !months.includes(Number(date.slice(5, 7)))) {
    return false;
  }
  return 'dayOfMonth' in on
    ? Number(date.slice(8)) === on.dayOfMonth
    : daysBetween(epoch, date) % on.everyDays === on.offset;
}

export function listErrand(
  name: string,
  errand: Errand,
  index: number,
  date: string,
  pending: boolean,
): BankRow[] {
  const random = createRandom(`${name}.errand.${index}.${date}`);
  return random.next() < errand.perWeek / 7
    ? [toRow(`errand.${index}.${date}`, errand, date, chooseAmount(errand, random), pending)]
    : [];
}

export function chooseAmount({ least, most }: Errand, random: Random): number {
  return least < 0 ? -random.amount(-least, -most) : random.amount(least, most);
}

export function toRow(
  key: string,
  { description, accountKey }: Pick<Errand, 'description' | 'accountKey'>,
  date: string,
  amount: number,
  pending: boolean,
): BankRow {
  return { key, accountKey, date, authorizedDate: date, amount, description, pending };
}

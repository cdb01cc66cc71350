import { addDays } from '../dates.ts';
import { createRandom, type Random } from '../random.ts';
import type { BankAccount, BankRow, BankUser, BankUserContext } from './bank-user.ts';
import { defaultOwner } from './owners.ts';

const checking = '0000';
const card = '3333';

const accounts: BankAccount[] = [
  {
    key: checking,
    type: 'depository',
    subtype: 'checking',
    name: 'Plaid Checking',
    officialName: 'Plaid Gold Standard 0% Interest Checking',
    mask: checking,
    holderCategory: 'personal',
    current: 4218.67,
    available: 4131.02,
    limit: null,
    isoCurrencyCode: 'USD',
  },
  {
    key: card,
    type: 'credit',
    subtype: 'credit card',
    name: 'Plaid Credit Card',
    officialName: 'Plaid Diamond 12.5% APR Interest Credit Card',
    mask: card,
    holderCategory: 'personal',
    current: 612.48,
    available: 4387.52,
    limit: 5000,
    isoCurrencyCode: 'USD',
  },
];

interface Habit {
  description: string;
  accountKey: string;
  amount: number;
  everyDays: number;
  /** Days before the Item's creation of the latest occurrence. */
  lastDaysBack: number;
}

const habits: Habit[] = [
  {
    description: 'ACME CORP PAYROLL DIRECT DEP',
    accountKey: checking,
    amount: -2185.4,
    everyDays: 14,
    lastDaysBack: 6,
  },
  {
    description: 'OAK STREET APARTMENTS RENT',
    accountKey: checking,
    amount: 1650,
    everyDays: 30,
    lastDaysBack: 11,
  },
  {
    description: 'PG&E WEB ONLINE',
    accountKey: checking,
    amount: 84.16,
    everyDays: 30,
    lastDaysBack: 19,
  },
  { description: 'NETFLIX.COM', accountKey: card, amount: 15.49, everyDays: 30, lastDaysBack: 4 },
  { description: 'SPOTIFY USA', accountKey: card, amount: 11.99, everyDays: 30, lastDaysBack: 9 },
  {
    description: 'VERIZON WIRELESS',
    accountKey: card,
    amount: 65,
    everyDays: 30,
    lastDaysBack: 16,
  },
];

/** Everyday purchases: description, account, least and most. */
const errands: [Errand, ...Errand[]] = [
  ["TRADER JOE'S #104", card, 24, 96],
  ['BLUE BOTTLE COFFEE', card, 4, 14],
  ['CHEVRON 0093812', card, 32, 61],
  ['AMZN MKTP US*2K4', card, 9, 120],
  ['SWEETGREEN SOMA', card, 13, 22],
  ['LYFT *RIDE', card, 8, 34],
  ['WALGREENS #4210', checking, 6, 42],
  ['ALAMO DRAFTHOUSE', card, 16, 44],
];
type Errand = [description: string, accountKey: string, least: number, most: number];

const historyDays = 180;
const postedErrands = 7;
const pendingErrands = 4;

/**
 * user_transactions_dynamic: about fifty rows over half a year, most of them recurring, a few pending. What
 * happens on each refresh is in transactions/refresh.ts.
 */
export function createDynamicUser(context: BankUserContext): BankUser {
  const rows = [...listHabits(context), ...listErrands(context)].sort((a, b) =>
    a.date < b.date ? -1 : Number(a.date > b.date),
  );
  return {
    owner: defaultOwner,
    accounts,
    balancesMove: true,
    newsOnRefresh: () => [],
    evolves: true,
    rowsBetween: (from, to) => rows.filter((row) => row.date >= from && row.date <= to),
    postingsBetween: () => [],
    investmentRowsBetween: () => [],
  };
}

/** A purchase the bank reports for the first time, still pending. */
export function createErrand(random: Random, key: string, date: string): BankRow {
  const [description, accountKey, least, most] = random.pick(errands);
  return {
    key,
    accountKey,
    date,
    authorizedDate: date,
    amount: random.amount(least, most),
    description,
    pending: true,
  };
}

function listHabits(context: BankUserContext): BankRow[] {
  return habits.flatMap((habit) => {
    const rows: BankRow[] = [];
    for (let daysBack = habit.lastDaysBack; daysBack <= historyDays; daysBack += habit.everyDays) {
      const date = addDays(context.createdOn, -daysBack);
      rows.push({
        key: `${habit.description}.${daysBack}`,
        accountKey: habit.accountKey,
        date,
        authorizedDate: addDays(date, -1),
        amount: habit.amount,
        description: habit.description,
        pending: false,
      });
    }
    return rows;
  });
}

function listErrands(context: BankUserContext): BankRow[] {
  const random = createRandom(`${context.seed}.errands`);
  const rows: BankRow[] = [];
  for (let index = 0; index < postedErrands + pendingErrands; index += 1) {
    const pending = index >= postedErrands;
    const daysBack = pending ? random.int(0, 2) : random.int(3, 60);
    const errand = createErrand(random, `errand.${index}`, addDays(context.createdOn, -daysBack));
    rows.push({ ...errand, pending });
  }
  return rows;
}

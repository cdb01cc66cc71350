import type { BankAccount, BankOwner } from '../bank-user.ts';
import type { BankSecurity } from '../investments.ts';

/** Something that happens again and again, on a day of the month or every so many days. */
export interface Habit {
  description: string;
  accountKey: string;
  /** Positive leaves the account. */
  amount: number;
  on: { dayOfMonth: number } | { everyDays: number; offset: number };
  /** By how much of the amount it differs from time to time; 0.1 is ten percent either way. */
  variation?: number;
  /** The months in which it happens, counted from 1; all when absent. */
  months?: number[];
}

/** Something that happens now and then: how often a week, and between which amounts. */
export interface Errand {
  description: string;
  accountKey: string;
  perWeek: number;
  least: number;
  most: number;
}

/** A card that is paid in full: on this day of the month, what it was charged with in the month before. */
export interface CardPayment {
  from: string;
  to: string;
  dayOfMonth: number;
}

/** On the first of the month what the month before left over moves elsewhere, so that a balance stays in its range. */
export interface Sweep {
  accountKey: string;
  description: string;
}

/** Money put into a security every month. */
export interface SavingsPlan {
  accountKey: string;
  security: BankSecurity;
  quantity: number;
  price: number;
  dayOfMonth: number;
}

/** A made-up person, and the life that their accounts tell of. */
export interface Persona {
  owners: [BankOwner, ...BankOwner[]];
  /** The balances of swept accounts are those of the first of a month; those of paid cards are worked out. */
  accounts: BankAccount[];
  habits: Habit[];
  errands: Errand[];
  cardPayments: CardPayment[];
  sweeps: Sweep[];
  savingsPlans?: SavingsPlan[];
  /** How far back their books go. */
  historyDays: number;
  /** Whether `/transactions/refresh` finds a new purchase now and then. */
  hasNewsOnRefresh: boolean;
}

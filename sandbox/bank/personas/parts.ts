import type { BankAccount } from '../bank-user.ts';
import type { Errand, Habit } from './persona.ts';

/** The pieces personas are put together from. Amounts are given as people say them, all positive. */

export const checking = 'checking';
export const savings = 'savings';
export const card = 'card';
export const loan = 'loan';

export function depositAccount(
  key: string,
  subtype: 'checking' | 'savings',
  name: string,
  mask: string,
  balance: number,
  holderCategory: BankAccount['holderCategory'] = 'personal',
): BankAccount {
  return {
    key,
    type: 'depository',
    subtype,
    name,
    officialName: null,
    mask,
    holderCategory,
    current: balance,
    available: balance,
    limit: null,
    isoCurrencyCode: 'USD',
  };
}

export function creditCard(
  key: string,
  name: string,
  mask: string,
  owed: number,
  limit: number,
  purchaseRate: number,
  holderCategory: BankAccount['holderCategory'] = 'personal',
): BankAccount {
  return {
    ...depositAccount(key, 'checking', name, mask, owed, holderCategory),
    type: 'credit',
    subtype: 'credit card',
    available: Math.round((limit - owed) * 100) / 100,
    limit,
    liability: {
      kind: 'credit',
      purchaseRate,
      cashRate: purchaseRate + 6,
      balanceTransferRate: null,
      specialRate: null,
      lastPayment: null,
      minimumPayment: null,
      isOverdue: false,
    },
  };
}

export function debt(
  key: string,
  subtype: 'student' | 'mortgage' | 'auto',
  name: string,
  mask: string,
  owed: number,
): BankAccount {
  return {
    ...depositAccount(key, 'checking', name, mask, owed),
    type: 'loan',
    subtype,
    available: null,
  };
}

/** Every two weeks, on the same day of the week. */
export function fortnightly(
  description: string,
  accountKey: string,
  income: number,
  offset: number,
  variation = 0,
): Habit {
  return {
    description,
    accountKey,
    amount: -income,
    on: { everyDays: 14, offset },
    variation,
  };
}

export function weekly(
  description: string,
  accountKey: string,
  income: number,
  offset: number,
  variation = 0,
): Habit {
  return {
    ...fortnightly(description, accountKey, income, offset, variation),
    on: { everyDays: 7, offset },
  };
}

export function monthlyIncome(
  description: string,
  accountKey: string,
  income: number,
  dayOfMonth: number,
  variation = 0,
): Habit {
  return { description, accountKey, amount: -income, on: { dayOfMonth }, variation };
}

export function bill(
  description: string,
  accountKey: string,
  amount: number,
  dayOfMonth: number,
  variation = 0,
): Habit {
  return { description, accountKey, amount, on: { dayOfMonth }, variation };
}

/** Money moves between two accounts of the same person; a card or a loan is paid the same way. */
export function transfer(
  out: string,
  into: string,
  amount: number,
  dayOfMonth: number,
  from: string,
  to: string,
): Habit[] {
  return [bill(out, from, amount, dayOfMonth), monthlyIncome(into, to, amount, dayOfMonth)];
}

export function payCard(amount: number, dayOfMonth: number, from: string, to: string): Habit[] {
  return transfer(
    'CREDIT CARD PAYMENT WEB',
    'AUTOMATIC PAYMENT - THANK YOU',
    amount,
    dayOfMonth,
    from,
    to,
  );
}

export function errand(
  description: string,
  accountKey: string,
  perWeek: number,
  least: number,
  most: number,
): Errand {
  return { description, accountKey, perWeek, least, most };
}

/** Work that is paid by the job: how often a week, and between which amounts. */
export function gig(
  description: string,
  accountKey: string,
  perWeek: number,
  least: number,
  most: number,
): Errand {
  return { description, accountKey, perWeek, least: -least, most: -most };
}

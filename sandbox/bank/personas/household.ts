import {
  bill,
  card,
  checking,
  creditCard,
  depositAccount,
  fortnightly,
  payCard,
  savings,
  transfer,
} from './parts.ts';
import type { Errand, Habit, Persona } from './persona.ts';

const twoYears = 730;

interface Household {
  owners: Persona['owners'];
  employer: string;
  /** Every two weeks. */
  pay: number;
  rent: number;
  /** What is left on the first of a month, once the rest has gone where `surplus` says. */
  cash: number;
  surplus: string;
  saved: number;
  /** Only where the card is not paid in full. */
  owed?: number;
  limit: number;
  rate: number;
  cardPayment: 'in full' | number;
  monthlySaving: number;
  errands: Errand[];
  extras?: Habit[];
}

/** A salary, a rent, a card and some savings: the scale of them makes the profile. */
export function household(of: Household): Persona {
  return {
    owners: of.owners,
    accounts: [
      depositAccount(checking, 'checking', 'Checking', '0210', of.cash),
      depositAccount(savings, 'savings', 'Savings', '0211', of.saved),
      creditCard(card, 'Credit Card', '0212', of.owed ?? 0, of.limit, of.rate),
    ],
    habits: [
      fortnightly(`${of.employer} PAYROLL DIRECT DEP`, checking, of.pay, 5),
      bill('PARKSIDE APARTMENTS RENT', checking, of.rent, 1),
      bill('XFINITY INTERNET', checking, 69.99, 9),
      bill('VERIZON WIRELESS', checking, 85, 13),
      ...(of.cardPayment === 'in full' ? [] : payCard(of.cardPayment, 23, checking, card)),
      ...(of.monthlySaving > 0
        ? transfer(
            'TRANSFER TO SAVINGS',
            'SAVINGS TRANSFER',
            of.monthlySaving,
            6,
            checking,
            savings,
          )
        : []),
      ...(of.extras ?? []),
    ],
    errands: of.errands,
    cardPayments:
      of.cardPayment === 'in full' ? [{ from: checking, to: card, dayOfMonth: 23 }] : [],
    sweeps: [{ accountKey: checking, description: of.surplus }],
    historyDays: twoYears,
    hasNewsOnRefresh: false,
  };
}

import { person } from '../owners.ts';
import {
  bill,
  card,
  checking,
  creditCard,
  debt,
  depositAccount,
  errand,
  fortnightly,
  loan,
  monthlyIncome,
  savings,
  transfer,
  weekly,
} from './parts.ts';
import type { Persona } from './persona.ts';
import { generousSpending, modestSpending, monthlyShares, portfolio } from './spending.ts';

const threeMonths = 90;

/** Paid by the hour, and short before payday: wages are drawn in advance and paid back from the next pay. */
export const earnedWageUser: Persona = {
  owners: [person('Marisol Quade', '2025550141', '18 Tanner Row, Apt 4', 'Dayton', 'OH', '45402')],
  accounts: [depositAccount(checking, 'checking', 'Everyday Checking', '4471', 640.36)],
  habits: [
    weekly('HARBOR FOODS PAYROLL DIRECT DEP', checking, 512.4, 5, 0.08),
    {
      description: 'QUICKPAY WAGE ADVANCE',
      accountKey: checking,
      amount: -80,
      on: { everyDays: 14, offset: 2 },
    },
    {
      description: 'QUICKPAY WAGE ADVANCE REPAYMENT',
      accountKey: checking,
      amount: 80,
      on: { everyDays: 14, offset: 5 },
    },
    {
      description: 'QUICKPAY INSTANT FEE',
      accountKey: checking,
      amount: 3.49,
      on: { everyDays: 14, offset: 2 },
    },
    bill('TANNER ROW APARTMENTS RENT', checking, 785, 3),
    bill('VERIZON WIRELESS', checking, 55, 12),
    bill('GEICO AUTO', checking, 96.2, 20),
    { ...bill('OVERDRAFT ITEM CHARGE', checking, 34, 2), months: [2, 5, 8, 11] },
  ],
  errands: modestSpending(checking),
  cardPayments: [],
  sweeps: [{ accountKey: checking, description: 'ATM CASH' }],
  historyDays: threeMonths,
  hasNewsOnRefresh: true,
};

/** Young, well paid, and spending most of it by card. */
export const yuppie: Persona = {
  owners: [
    person(
      'Theo Lindqvist',
      '2025550152',
      '901 Dolores Street, Unit 7',
      'San Francisco',
      'CA',
      '94110',
    ),
  ],
  accounts: [
    depositAccount(checking, 'checking', 'Premier Checking', '1180', 9421.77),
    depositAccount(savings, 'savings', 'High Yield Savings', '1181', 31_250.4),
    creditCard(card, 'Travel Rewards Card', '7702', 0, 20_000, 21.24),
    portfolio('brokerage', 'brokerage', 'Self-directed Brokerage', '3309', 210),
    debt(loan, 'student', 'Graduate Student Loan', '5514', 38_400),
  ],
  habits: [
    fortnightly('MERIDIAN LABS PAYROLL DIRECT DEP', checking, 4180.25, 5),
    bill('DOLORES PROPERTY MGMT RENT', checking, 3150, 1),
    bill('PG&E WEB ONLINE', checking, 74.3, 14, 0.2),
    bill('XFINITY INTERNET', card, 79.99, 9),
    bill('NETFLIX.COM', card, 15.49, 17),
    bill('SPOTIFY USA', card, 11.99, 21),
    bill('TOUCHSTONE CLIMBING', card, 94, 4),
    ...transfer('TRANSFER TO SAVINGS', 'SAVINGS TRANSFER', 900, 6, checking, savings),
    ...transfer('STUDENT LOAN PAYMENT', 'STUDENT LOAN PAYMENT RECEIVED', 412.5, 11, checking, loan),
    monthlyIncome('INTEREST PAYMENT', savings, 108.2, 28, 0.03),
    bill('BROKERAGE TRANSFER', checking, 592, 16),
  ],
  errands: generousSpending(card),
  cardPayments: [{ from: checking, to: card, dayOfMonth: 24 }],
  sweeps: [{ accountKey: checking, description: 'TRANSFER TO SAVINGS AT SUMMIT' }],
  savingsPlans: [monthlyShares('brokerage', 5, 17)],
  historyDays: threeMonths,
  hasNewsOnRefresh: true,
};

/** A workshop with a handful of staff: sales come in, payroll and supplies go out. */
export const smallBusiness: Persona = {
  owners: [person('Ines Calloway', '2025550163', '44 Foundry Lane', 'Asheville', 'NC', '28801')],
  accounts: [
    depositAccount(checking, 'checking', 'Business Checking', '2040', 27_318.12, 'business'),
    depositAccount(savings, 'savings', 'Business Reserve', '2041', 15_000, 'business'),
    creditCard(card, 'Business Platinum Card', '8816', 0, 25_000, 18.99, 'business'),
  ],
  habits: [
    weekly('CARD SALES DEPOSIT TERMINAL 0042', checking, 4860, 1, 0.18),
    monthlyIncome('INVOICE 2210 NORTHWIND HOTELS', checking, 6400, 8, 0.1),
    fortnightly('GUSTO PAYROLL STAFF', checking, -5230.6, 4),
    bill('FOUNDRY LANE PROPERTY MGMT RENT', checking, 2450, 1),
    bill('IRS TREAS TAX PYMT', checking, 1890, 15, 0.05),
    bill('VERIZON WIRELESS', card, 186, 12),
    bill('PG&E WEB ONLINE', checking, 318, 19, 0.15),
    ...transfer('TRANSFER TO SAVINGS', 'SAVINGS TRANSFER', 500, 25, checking, savings),
  ],
  errands: [
    errand('HOME DEPOT #3627', card, 2, 40, 420),
    errand('TECTRA INC', card, 0.7, 90, 640),
    errand('COSTCO WHSE #0144', card, 0.8, 60, 310),
    errand('SHELL OIL 9921', card, 1.2, 40, 95),
  ],
  cardPayments: [{ from: checking, to: card, dayOfMonth: 22 }],
  sweeps: [{ accountKey: checking, description: 'OWNER DRAW TRANSFER' }],
  historyDays: threeMonths,
  hasNewsOnRefresh: true,
};

/** Income of several kinds, for whoever reads income off a bank account. */
export const bankIncomeUser: Persona = {
  owners: [person('Priya Oduya', '2025550174', '310 Larch Court', 'Madison', 'WI', '53703')],
  accounts: [
    depositAccount(checking, 'checking', 'Plaid Checking', '0000', 6120.44),
    depositAccount(savings, 'savings', 'Plaid Saving', '1111', 14_870.9),
  ],
  habits: [
    fortnightly('LAKEVIEW CLINIC PAYROLL DIRECT DEP', checking, 2310.85, 5),
    monthlyIncome('RENT LARCH COURT UNIT B', checking, 950, 2),
    monthlyIncome('SSA TREAS 310 SOCIAL SECURITY', checking, 640, 10),
    weekly('COURIER PAYOUT GIGWORK', checking, 145, 2, 0.35),
    monthlyIncome('INTEREST PAYMENT', savings, 41.3, 28, 0.04),
    bill('SUMMIT MORTGAGE', checking, 1640, 3),
    bill('PG&E WEB ONLINE', checking, 121, 16, 0.2),
    ...transfer('TRANSFER TO SAVINGS', 'SAVINGS TRANSFER', 300, 7, checking, savings),
  ],
  errands: modestSpending(checking),
  cardPayments: [],
  sweeps: [{ accountKey: checking, description: 'BROKERAGE TRANSFER' }],
  historyDays: 730,
  hasNewsOnRefresh: false,
};

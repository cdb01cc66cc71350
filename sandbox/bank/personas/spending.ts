import type { BankAccount } from '../bank-user.ts';
import { appraise, type BankHolding } from '../investments.ts';
import { fund } from '../securities.ts';
import { errand } from './parts.ts';
import type { Errand, SavingsPlan } from './persona.ts';

/** Groceries, lunches and errands of somebody who looks at prices. */
export function modestSpending(accountKey: string): Errand[] {
  return [
    errand('WM SUPERCENTER #1122', accountKey, 1.5, 18, 74),
    errand('MCDONALDS F1902', accountKey, 1.5, 6, 15),
    errand('SHELL OIL 5744', accountKey, 1, 22, 44),
    errand('WALGREENS #4210', accountKey, 0.5, 5, 28),
    errand('TARGET T-2210', accountKey, 0.4, 12, 60),
  ];
}

/** The same of somebody who need not. */
export function generousSpending(accountKey: string): Errand[] {
  return [
    errand('WHOLE FOODS MKT 10230', accountKey, 2, 38, 140),
    errand('SWEETGREEN SOMA', accountKey, 2, 14, 24),
    errand('BLUE BOTTLE COFFEE', accountKey, 3, 5, 14),
    errand('LYFT *RIDE', accountKey, 2, 9, 41),
    errand('DOORDASH*DINNER', accountKey, 1.5, 24, 78),
    errand('AMZN MKTP US*7Q1', accountKey, 1, 12, 160),
    errand('UNIQLO MARKET ST', accountKey, 0.3, 29, 180),
    errand('UNITED AIRLINES 0162', accountKey, 0.15, 180, 640),
  ];
}

const index = fund('VPLX', 'Plumbline Total Market Index', 118.4, 'etf');
const bonds = fund('VPLB', 'Plumbline Short Bond Fund', 10.12);

/** An investment account in two funds. */
export function portfolio(
  key: string,
  subtype: 'brokerage' | '401k',
  name: string,
  mask: string,
  shares: number,
): BankAccount {
  const holdings: BankHolding[] = [
    {
      security: index,
      quantity: shares,
      price: 118.4,
      priceAsOf: null,
      costBasis: shares * 96,
      currency: 'USD',
    },
    {
      security: bonds,
      quantity: shares * 4,
      price: 10.12,
      priceAsOf: null,
      costBasis: shares * 40,
      currency: 'USD',
    },
  ];
  return {
    key,
    type: 'investment',
    subtype,
    name,
    officialName: null,
    mask,
    holderCategory: 'personal',
    current: holdings.reduce((sum, holding) => sum + appraise(holding), 0),
    available: null,
    limit: null,
    isoCurrencyCode: 'USD',
    holdings,
  };
}

/** So many shares of the index every month. */
export function monthlyShares(
  accountKey: string,
  quantity: number,
  dayOfMonth: number,
): SavingsPlan {
  return { accountKey, security: index, quantity, price: 118.4, dayOfMonth };
}

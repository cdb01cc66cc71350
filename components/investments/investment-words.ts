import type { ActivityKind, ReturnDto, UnknownReturn } from '#lib/investments/contract';

const typeWords: Record<string, string> = {
  cash: 'Cash',
  cryptocurrency: 'Crypto',
  derivative: 'Options and derivatives',
  equity: 'Stocks',
  etf: 'ETFs',
  'fixed income': 'Bonds',
  loan: 'Loans',
  'mutual fund': 'Funds',
  other: 'Other',
};

/** Plaid's type of a security; a new one as Plaid calls it. */
export function sayType(type: string | null): string {
  return type === null ? 'Not known' : (typeWords[type] ?? type);
}

/** A sector as Plaid calls it; money is in none. */
export function saySector(sector: string | null): string {
  return sector === null ? 'Not known' : (typeWords[sector] ?? sector);
}

export const activityWords: Record<ActivityKind, string> = {
  buy: 'Bought',
  sell: 'Sold',
  dividend: 'Dividend',
  interest: 'Interest',
  fee: 'Fee',
  tax: 'Tax',
  contribution: 'Paid in',
  withdrawal: 'Paid out',
  transfer: 'Moved',
  other: 'Other',
};

/** Tenths of a percent. */
export function sayShare(permille: number): string {
  return `${(permille / 10).toFixed(1)} %`;
}

/** Hundredths of a percent, with its direction. */
export function sayReturn({ basisPoints }: Pick<ReturnDto, 'basisPoints'>): string {
  const sign = basisPoints > 0 ? '+' : basisPoints < 0 ? '\u2212' : '';
  return `${sign}${(Math.abs(basisPoints) / 100).toFixed(2)} %`;
}

/** A decimal as it reads: thousands apart, and no more digits than tell something. */
export function sayDecimal(decimal: string): string {
  return new Intl.NumberFormat('en-US', { maximumFractionDigits: 8 }).format(
    decimal as Intl.StringNumericLiteral,
  );
}

export const unknownReturnWords: Record<UnknownReturn, string> = {
  days: 'The return is known once the holdings were read on two days, no more than a month apart.',
  history: 'The return is not known: what was paid in and out has not been read yet.',
  transfer:
    'The return is not known: something was moved in or out, and the bank does not say what it was worth.',
  currencies:
    'The return is not known: an account holds several currencies, and what went from one to another is not told apart.',
};

import type { InvestmentTransactionSubtype, InvestmentTransactionType, Security } from 'plaid';
import type { Wire } from '../plaid/wire.ts';

/** Without a field that the client knows and Plaid's published file (1.697.4) does not. */
export type WireSecurity = Required<Omit<Wire<Security>, 'figi'>>;

/** A security as every bank names it: Plaid gives it the same id wherever it is held. */
export type BankSecurity = Omit<WireSecurity, 'security_id'> & {
  /** What its id is derived from. */
  key: string;
};

export interface BankHolding {
  security: BankSecurity;
  quantity: number;
  /** Of one unit, and the day the bank says it is from. */
  price: number;
  priceAsOf: string | null;
  /** Of one unit for the usual users, of the whole position where a configuration gives it. */
  costBasis: number | null;
  currency: string;
}

/** One line of an investment account's books. */
export interface BankInvestmentRow {
  key: string;
  accountKey: string;
  date: string;
  name: string;
  security: BankSecurity | null;
  /** Positive for units that come in. */
  quantity: number;
  price: number;
  fees: number;
  /** Positive for cash that leaves the account. */
  amount: number;
  type: Wire<InvestmentTransactionType>;
  subtype: Wire<InvestmentTransactionSubtype>;
  currency: string;
}

/** What a position is worth, without the dust of floating point. */
export function appraise(holding: Pick<BankHolding, 'quantity' | 'price'>): number {
  return Math.round(holding.quantity * holding.price * 10_000) / 10_000;
}

import type { AccountHolderCategory, AccountSubtype, AccountType } from 'plaid';
import type { Wire } from '../plaid/wire.ts';

/** An account as the pretended bank reports it when the login is first used. Plaid's signs throughout. */
export interface BankAccount {
  /** Stable name of the account within this login. */
  key: string;
  type: Wire<AccountType>;
  subtype: Wire<AccountSubtype> | null;
  name: string;
  officialName: string | null;
  mask: string | null;
  holderCategory: Wire<AccountHolderCategory> | null;
  current: number | null;
  available: number | null;
  limit: number | null;
  isoCurrencyCode: string;
}

/** One line of the pretended bank's books. */
export interface BankRow {
  /** Stable name of the row within this login: its transaction id is derived from it. */
  key: string;
  accountKey: string;
  date: string;
  authorizedDate: string | null;
  /** Positive leaves the account. */
  amount: number;
  description: string;
  pending: boolean;
}

/** What a login leads to: everything the pretended bank knows about one person. */
export interface BankUser {
  accounts: BankAccount[];
  /** Whether posted rows move the balances. The default user's never move, as at Plaid. */
  balancesMove: boolean;
  /** Whether `/transactions/refresh` finds something new, and `/sandbox/transactions/create` is allowed. */
  evolves: boolean;
  /** The rows dated from one day to another, both included, oldest first. */
  rowsBetween(from: string, to: string): BankRow[];
}

/** Where a login stands in time: its data is laid out around the day the Item was created. */
export interface BankUserContext {
  seed: string;
  createdOn: string;
}

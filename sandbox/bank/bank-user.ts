import type { AccountHolderCategory, AccountSubtype, AccountType, Owner } from 'plaid';
import type { Wire } from '../plaid/wire.ts';
import type { BankHolding, BankInvestmentRow } from './investments.ts';
import type { LiabilityTerms } from './liability-terms.ts';

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
  /** Whether it stays as it is whatever is booked. */
  availableIsFixed?: boolean;
  limit: number | null;
  isoCurrencyCode: string;
  /** Where the bank says so; otherwise the account has the sandbox's usual numbers. */
  numbers?: BankNumbers;
  /** Where they differ from the person who signs in. */
  owners?: BankOwner[];
  /** What is owed on which terms; absent for accounts that owe nothing. */
  liability?: LiabilityTerms;
  /** What an investment account holds; their values add up to its balance. */
  holdings?: BankHolding[];
}

export type BankOwner = Wire<Owner>;

/** The numbers payments are made with. An account has the kinds of number whose fields are filled. */
export interface BankNumbers {
  account: string | null;
  achRouting: string | null;
  achWireRouting: string | null;
  eftInstitution: string | null;
  eftBranch: string | null;
  bacsSortCode: string | null;
  internationalBic: string | null;
  internationalIban: string | null;
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
  /** Where it is not the account's. */
  isoCurrencyCode?: string;
}

/** A pending row posts. */
export interface BankPosting {
  /** The row's. */
  key: string;
  date: string;
}

/** What a login leads to: everything the pretended bank knows about one person. */
export interface BankUser {
  owner: BankOwner;
  accounts: BankAccount[];
  /** Whether posted rows move the balances. The default user's never move, as at Plaid. */
  balancesMove: boolean;
  /** Whether `/transactions/refresh` finds something new, and `/sandbox/transactions/create` is allowed. */
  evolves: boolean;
  /** What else a refresh finds, beside the rows of the day: mostly nothing. */
  newsOnRefresh(date: string): BankRow[];
  /** The rows dated from one day to another, both included, oldest first. */
  rowsBetween(from: string, to: string): BankRow[];
  /** Which pending rows post from one day to another. */
  postingsBetween(from: string, to: string): BankPosting[];
  /** The same for what happened in investment accounts. */
  investmentRowsBetween(from: string, to: string): BankInvestmentRow[];
}

/** Where a login stands in time: its data is laid out around the day the Item was created. */
export interface BankUserContext {
  seed: string;
  createdOn: string;
}

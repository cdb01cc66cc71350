import type { AccountGroup } from '#lib/accounts/account-kinds';
import type { DayValues } from '#lib/balances/contract';
import type { Conversion } from '#lib/rates/contract';

export type AccountWorth = {
  accountId: string;
  name: string;
  group: AccountGroup;
  /** What it added on the first and on the last day of the period; null where it is unknown or counts no more. */
  startMinor: number | null;
  endMinor: number | null;
  /** The first day of which something is known, where that is within the period. */
  knownFrom: string | null;
  /** The last day on which it counted, where that is within the period: it was closed or disconnected. */
  countedTo: string | null;
};

/** A day on which much moved, with the largest rows behind it. */
export type BigMove = {
  date: string;
  minor: number;
  /** How many more rows there are. */
  moreRows: number;
  /** What no row explains: balances that were read or entered anew. */
  restMinor: number;
  rows: { id: string; merchant: string; date: string; minor: number }[];
};

/** Of one currency; what all of them come to is `TotalWorth`. */
export type CurrencyWorth = {
  currency: string;
  net: DayValues;
  assets: DayValues;
  /** Positive: what is owed. */
  debts: DayValues;
  /** From this day on every account's balance was read or entered; before it some are counted back from rows. */
  readFrom: string | null;
  change: WorthChange | null;
  /** Of as many days before. */
  before: WorthChange | null;
  accounts: AccountWorth[];
  /** On its way between two of the accounts on the first and on the last day. */
  onItsWay: { startMinor: number; endMinor: number };
  bigMoves: BigMove[];
};

export type WorthChange = {
  /** From the first known day to the last. */
  minor: number;
  /** What of it is no gain or loss: what was in accounts when they came to be known, and in those that count no more. */
  joinedMinor: number;
  leftMinor: number;
};

/** All currencies as one, with the rates of the last day; a day is a gap where a rate is missing. */
export type TotalWorth = Conversion &
  Pick<CurrencyWorth, 'net' | 'assets' | 'debts' | 'readFrom'> & {
    /** On how many days a rate of which currency is missing. */
    unrated: { currency: string; days: number }[];
  };

export type NetWorthDto = {
  from: string;
  to: string;
  currencies: CurrencyWorth[];
  /** Null where all is in the household's currency already. */
  total: TotalWorth | null;
};

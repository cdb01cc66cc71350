import { z } from 'zod';
import type { DayValues } from '#lib/balances/contract';
import type { CivilDate } from '#lib/dates/civil-date';
import type { Money } from '#lib/money/contract';
import type { ConvertedSum } from '#lib/rates/contract';

/** What happened in an investment account, in our words. */
const activityKinds = [
  'buy',
  'sell',
  'dividend',
  'interest',
  'fee',
  'tax',
  'contribution',
  'withdrawal',
  'transfer',
  'other',
] as const;
export type ActivityKind = (typeof activityKinds)[number];

/** A part of the whole. */
export type Slice = {
  /** An account's id, Plaid's type or sector; null: not known. */
  key: string | null;
  minor: number;
  /** Tenths of a percent, which come to 1,000; null where something is owed, and parts of a whole make no sense. */
  permille: number | null;
};

export type Gain = {
  /** Of the holdings whose cost is known alone. */
  gainMinor: number;
  costMinor: number;
  /** What is invested in holdings whose cost is not known. */
  unknownMinor: number;
};

/** What is held in one account. Amounts are in `value`'s currency. */
export type HoldingDto = {
  /** Of the account and the security: what a row is known by. */
  id: string;
  accountId: string;
  accountName: string;
  /** As good a name as the bank gives. */
  name: string;
  ticker: string | null;
  /** Plaid's type of the security; null where it does not say. */
  type: string | null;
  sector: string | null;
  isCash: boolean;
  /** Plain decimals with every digit; null for cash that the bank lists in the balance alone. */
  quantity: string | null;
  price: string | null;
  pricedOn: CivilDate | null;
  value: Money;
  /** What all of it cost, and what it gained; null where the bank does not say. */
  costMinor: number | null;
  gainMinor: number | null;
};

/** What is held in one currency, and what it is made of. */
export type CurrencyPortfolio = {
  currency: string;
  valueMinor: number;
  cashMinor: number;
  gain: Gain | null;
  byType: Slice[];
  byAccount: (Slice & { name: string })[];
  bySector: Slice[];
};

export type PortfolioDto = {
  /** The one with most in it first. */
  currencies: CurrencyPortfolio[];
  /** All of them in the household's; null where there is no other. */
  total: ConvertedSum | null;
  /** The largest first. */
  holdings: HoldingDto[];
  /** Accounts whose holdings were never read, or that count no more. */
  without: { id: string; name: string; worth: Money | null }[];
  /** ISO 8601: the oldest reading among the accounts; null when there is none. */
  readAt: string | null;
};

/** What accounts in one currency were worth together on each day on which all of them were read. */
export type CourseDto = {
  currency: string;
  /** The day of the first of `values`; the others follow it. */
  from: CivilDate;
  values: DayValues;
  /** Null where it cannot be told. */
  performance: ReturnDto | null;
  /** Why not. */
  unknown: UnknownReturn | null;
};

/** All currencies as one, at each day's own rates. */
export type TotalCourseDto = {
  currency: string;
  from: CivilDate;
  /** Null also on days of which a rate is missing. */
  values: DayValues;
  /** On how many days that were read a currency has no rate. */
  unrated: { currency: string; days: number }[];
};

/** `total`: null where all is in one currency. */
export type CoursesDto = { courses: CourseDto[]; total: TotalCourseDto | null };

export type ReturnDto = {
  /** Hundredths of a percent over the whole time, not per year. */
  basisPoints: number;
  from: CivilDate;
  to: CivilDate;
  longestGapDays: number;
};

/**
 * `days`: fewer than two days were read, or they are more than a month apart, or nothing was invested; `history`: what
 * came and went is not known; `transfer`: something was moved whose worth nobody told; `currencies`: an account holds
 * several, and what went from one to another is not told.
 */
export type UnknownReturn = 'days' | 'history' | 'transfer' | 'currencies';

export type ActivityDto = {
  id: string;
  date: CivilDate;
  kind: ActivityKind;
  /** The bank's own words. */
  name: string;
  accountId: string;
  accountName: string;
  security: { name: string; ticker: string | null } | null;
  /** Plain decimal, positive for units that came in; null where none did. */
  quantity: string | null;
  price: string | null;
  /** Positive = cash in. */
  amount: Money;
  feesMinor: number | null;
};

export const refreshInvestmentsInput = z.strictObject({ itemId: z.uuid() });

/** A connection whose bank the viewer can have asked at once. */
export type InvestmentSourceDto = {
  itemId: string;
  bank: string;
  /** ISO 8601: when its holdings were last read. */
  readAt: string | null;
};

/** `againInSeconds`: how long until the bank may be asked anew. */
export type RefreshedDto = { againInSeconds: number };

export const activityQuery = z.strictObject({
  accountId: z.uuid().optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ActivityQuery = z.infer<typeof activityQuery>;

export type ActivityPage = { items: ActivityDto[]; nextCursor: string | null };

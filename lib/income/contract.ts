import { z } from 'zod';
import type { CivilDate } from '#lib/dates/civil-date';
import type { Money } from '#lib/money/contract';
import type { Cadence } from '#lib/recurring/contract';
import { incomeSources, keepDays } from './limits.ts';

/** `link`: a passage through Link was finished. `ask`: the person wants to have it read again. */
export const readIncomeInput = z.strictObject({
  source: z.enum(incomeSources),
  after: z.enum(['link', 'ask']),
});
export type ReadIncomeInput = z.infer<typeof readIncomeInput>;

export const keepIncomeInput = z.strictObject({ days: z.literal(keepDays) });
export type KeepIncomeInput = z.infer<typeof keepIncomeInput>;

type IncomeStateName = 'not_asked' | 'waiting' | 'ready' | 'none' | 'unsupported' | 'failed';

/** How far the income of a source is here. */
export type IncomeStateDto = {
  state: IncomeStateName;
  /** What happened, whether anything is lost, what happens next; null when all is well. */
  text: string | null;
  /** ISO 8601: when what is here was read; null: nothing is. */
  readAt: string | null;
};

/**
 * A payment of a stream. `transactionId`: the same payment among one's own transactions; null: it is not there.
 * `counted`: reports count it as income.
 */
export type IncomePaymentDto = {
  on: CivilDate;
  minor: number;
  currency: string;
  name: string | null;
  transactionId: string | null;
  counted: boolean;
};

/** What one payer pays into one account. */
export type IncomeStreamDto = {
  id: string;
  payer: string;
  category: string;
  cadence: Cadence;
  /** A payment would long have come. */
  ended: boolean;
  bank: string;
  account: string | null;
  /** The latest first. */
  payments: IncomePaymentDto[];
  /** One for each currency. */
  totals: Money[];
  /** What a usual month brings; null where it comes at no rhythm, or in several currencies. */
  monthly: Money | null;
  /** What Plaid says it comes to, where that is something else than the payments do. */
  stated: Money | null;
};

/**
 * What reports count as income in the same time, in one currency: `bothMinor` is in the streams, too, `hereMinor` is
 * not; `thereMinor` is in the streams alone.
 */
export type ReportedIncomeDto = {
  currency: string;
  totalMinor: number;
  bothMinor: number;
  hereMinor: number;
  thereMinor: number;
};

export type IncomeMonthDto = { month: CivilDate; sums: Money[] };

export type BankIncomeDto = {
  from: CivilDate;
  to: CivilDate;
  streams: IncomeStreamDto[];
  totals: Money[];
  /** What the streams with a rhythm bring in a usual month. */
  monthly: Money[];
  /** Every month of the time, the earliest first. */
  months: IncomeMonthDto[];
  /** Payments that are not among one's own transactions, or no income there, the latest first. */
  strays: (IncomePaymentDto & { payer: string })[];
  reported: ReportedIncomeDto[];
  /** What Plaid could not read, as sentences. */
  missing: string[];
};

export type PayPartDto = {
  name: string;
  minor: number | null;
  yearMinor: number | null;
  note: string | null;
};

export type PayStubDto = {
  employer: string | null;
  from: CivilDate | null;
  to: CivilDate | null;
  paidOn: CivilDate | null;
  currency: string;
  earnings: PayPartDto[];
  deductions: PayPartDto[];
  grossMinor: number | null;
  deductedMinor: number | null;
  netMinor: number | null;
  grossYearMinor: number | null;
  netYearMinor: number | null;
  /** The stub's own figures do not come to each other: by how much, in minor units; null: they do, or nobody can say. */
  offMinor: number | null;
  transactionId: string | null;
};

type TaxFormDto = {
  kind: string;
  year: string | null;
  payer: string | null;
  currency: string;
  boxes: { name: string; minor: number }[];
};

export type EmploymentDto = {
  employer: string;
  title: string | null;
  status: string | null;
  from: CivilDate | null;
  to: CivilDate | null;
};

export type PayrollIncomeDto = {
  employments: EmploymentDto[];
  /** By employer: what a usual month brings before and after what is taken off. */
  pay: { employer: string; cadence: Cadence; gross: Money | null; net: Money | null }[];
  /** The latest first. */
  stubs: PayStubDto[];
  forms: TaxFormDto[];
  missing: string[];
};

export type IncomeDto = {
  /** ISO 8601: when it is deleted; null: nothing is here. */
  endsAt: string | null;
  bank: IncomeStateDto & { income: BankIncomeDto | null };
  payroll: IncomeStateDto & { income: PayrollIncomeDto | null };
};

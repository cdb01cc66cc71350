import { z } from 'zod';
import type { AccountDto } from '#lib/accounts/contract';
import type { CivilDate } from '#lib/dates/civil-date';
import { civilDateSchema } from '#lib/dates/contract';
import type { Money } from '#lib/money/contract';
import type { ProductDto } from '#lib/products/contract';
import type { ConvertedSum } from '#lib/rates/contract';
import type { StatementMatch } from './match-statement.ts';

/** The day it is for whoever looks. */
export const debtsQuery = z.strictObject({ on: civilDateSchema });

type RateDto = {
  label: string;
  /** Percent a year, as a decimal. */
  rate: string;
  balance: Money | null;
  interest: Money | null;
};

/** How one pays off: what is paid each month beside what is asked, and in which order. */
export const planQuery = z.object({
  extra: z.coerce.number().int().min(0).max(1e12).catch(0),
  order: z.enum(['avalanche', 'snowball']).catch('avalanche'),
});
export type PlanQuery = z.infer<typeof planQuery>;

/** Of one currency. Amounts are minor units; null where nothing is promised within fifty years. */
export type PlanDto = {
  currency: string;
  /** What is paid each month: all payments, and what is added. */
  monthlyMinor: number;
  plan: PlanSums;
  /** The payments alone, each until its debt is gone. */
  minimum: PlanSums;
  /** In the order in which they are paid off. */
  debts: { id: string; name: string; rate: string; months: number | null; interestMinor: number }[];
  /** At the ends of some months, today first: what is left by the plan, and by the payments alone. */
  course: { month: number; planMinor: number; minimumMinor: number }[];
  /** Debts that cannot be planned with, and why. */
  leftOut: { id: string; name: string; why: 'rate' | 'payment' | 'currency' }[];
};
type PlanSums = { months: number | null; interestMinor: number };

/** What a statement's rows come to, and what may explain it where that is something else. */
export type StatementMatchDto =
  | Extract<StatementMatch, { kind: 'unknown' }>
  | (Omit<Extract<StatementMatch, { basis: string }>, 'candidates'> & {
      candidates: {
        transactionId: string;
        date: CivilDate;
        merchant: string;
        /** As in lists: positive is money in. */
        amountMinor: number;
        why: CandidateReason;
        explains: boolean;
      }[];
    });
type CandidateReason = Extract<StatementMatch, { basis: string }>['candidates'][number]['why'];

/** On what terms a bank says a balance is owed. Positive is owed, or paid. */
export type TermsDto = {
  kind: 'credit' | 'mortgage' | 'student';
  /** Null where the bank does not say. */
  isOverdue: boolean | null;
  statement: { on: CivilDate | null; balance: Money | null } | null;
  match: StatementMatchDto | null;
  /** To be paid next: a minimum, or an instalment. */
  payment: Money | null;
  /** Null where none is expected. */
  dueOn: CivilDate | null;
  lastPayment: { on: CivilDate | null; paid: Money | null } | null;
  pastDue: Money | null;
  /** Accrued, of a student loan. */
  interest: Money | null;
  endsOn: CivilDate | null;
  rates: RateDto[];
  /** All else that a person may want to read of it. */
  details: { label: string; text: string }[];
  /** ISO 8601 */
  readAt: string;
};

export type DebtDto = Pick<AccountDto, 'id' | 'name' | 'institution' | 'subtype' | 'group'> & {
  owed: Money | null;
  /** What is planned with: of a card what its balance bears, else its purchases. Null where nobody says. */
  rate: string | null;
  /** Null where Plaid says nothing of it, and where the viewer sees its balance alone. */
  terms: TermsDto | null;
};

export type DebtsDto = {
  /** The dearest first. */
  debts: DebtDto[];
  /** By currency, the largest first. */
  totals: Money[];
  /** All of them in the household's currency; null where there is no other. */
  total: ConvertedSum | null;
  /** How far the terms are here, of each connection that may have some. */
  products: ProductDto[];
};

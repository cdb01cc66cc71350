import 'server-only';
import { z } from 'zod';
import type { CivilDate } from '#lib/dates/civil-date';
import { civilDateSchema } from '#lib/dates/contract';
import { accountSchema, findMinor } from './accounts.ts';
import { callPlaid } from './call.ts';
import { plaidApi } from './client.ts';

/** An Item has a handful; a longer answer is not believed. */
const debtLimit = 1_000;
const rateLimit = 50;

const amount = z.number().nullish();
const date = civilDateSchema.nullish();

/** What cards and loans have in common. */
const debt = z.looseObject({
  account_id: z.string().nullish(),
  last_payment_amount: amount,
  last_payment_date: date,
  next_payment_due_date: date,
});
const aprSchema = z.looseObject({
  apr_type: z.string().max(100),
  apr_percentage: z.number(),
  balance_subject_to_apr: amount,
  interest_charge_amount: amount,
});
const statement = {
  is_overdue: z.boolean().nullish(),
  last_statement_balance: amount,
  last_statement_issue_date: date,
  minimum_payment_amount: amount,
};
const cardSchema = debt.extend({ ...statement, aprs: z.array(aprSchema).max(rateLimit).nullish() });
const studentSchema = debt.extend({
  ...statement,
  interest_rate_percentage: z.number().nullish(),
  expected_payoff_date: date,
  outstanding_interest_amount: amount,
});
const mortgageSchema = debt.extend({
  interest_rate: z.looseObject({ percentage: z.number().nullish() }).nullish(),
  next_monthly_payment: amount,
  maturity_date: date,
  past_due_amount: amount,
});

const answer = z.object({
  accounts: z.array(accountSchema).max(debtLimit),
  liabilities: z.looseObject({
    credit: z.array(cardSchema).max(debtLimit).nullish(),
    mortgage: z.array(mortgageSchema).max(debtLimit).nullish(),
    student: z.array(studentSchema).max(debtLimit).nullish(),
  }),
});

type ProviderRate = {
  /** Plaid's apr_type. */
  kind: string;
  rate: string;
  balanceMinor: number | null;
  interestMinor: number | null;
};

/** Amounts are positive = owed or paid, in the account's currency; rates are percent a year, as decimals. */
export type ProviderDebt = {
  plaidAccountId: string;
  kind: 'credit' | 'mortgage' | 'student';
  isOverdue: boolean | null;
  statementMinor: number | null;
  statementOn: CivilDate | null;
  minimumMinor: number | null;
  dueOn: CivilDate | null;
  lastPaymentMinor: number | null;
  lastPaymentOn: CivilDate | null;
  rate: string | null;
  endsOn: CivilDate | null;
  pastDueMinor: number | null;
  interestMinor: number | null;
  rates: ProviderRate[];
  raw: Record<string, unknown>;
};

/** On what terms the Item's balances are owed. @throws PlaidError */
export async function getLiabilities(accessToken: string): Promise<ProviderDebt[]> {
  const found = await callPlaid(
    '/liabilities/get',
    () => plaidApi().liabilitiesGet({ access_token: accessToken }),
    answer,
    accessToken,
  );
  return toProviderDebts(found);
}

/** Pure: Plaid's answer in our words and units. A debt that names no account is nobody's. */
export function toProviderDebts({ accounts, liabilities }: z.infer<typeof answer>): ProviderDebt[] {
  const currencies = new Map(
    accounts.map(({ account_id, balances }) => [
      account_id,
      balances.iso_currency_code ?? balances.unofficial_currency_code ?? null,
    ]),
  );
  const minorOf = (accountId: string) => {
    const currency = currencies.get(accountId) ?? null;
    return (value: number | null | undefined) =>
      value == null || currency === null ? null : findMinor(value, currency);
  };
  return [
    ...(liabilities.credit ?? []).flatMap((card) => toDebt(card, minorOf, toCard)),
    ...(liabilities.mortgage ?? []).flatMap((loan) => toDebt(loan, minorOf, toMortgage)),
    ...(liabilities.student ?? []).flatMap((loan) => toDebt(loan, minorOf, toStudentLoan)),
  ];
}

type ToMinor = (value: number | null | undefined) => number | null;
type Special = Pick<ProviderDebt, 'kind' | 'isOverdue'> & Partial<ProviderDebt>;

function toDebt<Given extends z.infer<typeof debt>>(
  given: Given,
  minorOf: (accountId: string) => ToMinor,
  toSpecial: (given: Given, minor: ToMinor) => Special,
): ProviderDebt[] {
  const plaidAccountId = given.account_id;
  if (!plaidAccountId) return [];
  const minor = minorOf(plaidAccountId);
  return [
    {
      plaidAccountId,
      statementMinor: null,
      statementOn: null,
      minimumMinor: null,
      dueOn: given.next_payment_due_date ?? null,
      lastPaymentMinor: minor(given.last_payment_amount),
      lastPaymentOn: given.last_payment_date ?? null,
      rate: null,
      endsOn: null,
      pastDueMinor: null,
      interestMinor: null,
      rates: [],
      raw: given,
      ...toSpecial(given, minor),
    },
  ];
}

function toStatement(given: z.infer<typeof cardSchema | typeof studentSchema>, minor: ToMinor) {
  return {
    isOverdue: given.is_overdue ?? null,
    statementMinor: minor(given.last_statement_balance),
    statementOn: given.last_statement_issue_date ?? null,
    minimumMinor: minor(given.minimum_payment_amount),
  };
}

function toCard(card: z.infer<typeof cardSchema>, minor: ToMinor): Special {
  const rates = (card.aprs ?? []).flatMap((apr): ProviderRate[] => {
    const rate = toRate(apr.apr_percentage);
    if (rate === null) return [];
    const balanceMinor = minor(apr.balance_subject_to_apr);
    return [
      { kind: apr.apr_type, rate, balanceMinor, interestMinor: minor(apr.interest_charge_amount) },
    ];
  });
  return { kind: 'credit', ...toStatement(card, minor), rates };
}

function toStudentLoan(loan: z.infer<typeof studentSchema>, minor: ToMinor): Special {
  return {
    kind: 'student',
    ...toStatement(loan, minor),
    rate: toRate(loan.interest_rate_percentage),
    endsOn: loan.expected_payoff_date ?? null,
    interestMinor: minor(loan.outstanding_interest_amount),
  };
}

function toMortgage(loan: z.infer<typeof mortgageSchema>, minor: ToMinor): Special {
  const pastDueMinor = minor(loan.past_due_amount);
  return {
    kind: 'mortgage',
    isOverdue: pastDueMinor === null ? null : pastDueMinor > 0,
    minimumMinor: minor(loan.next_monthly_payment),
    rate: toRate(loan.interest_rate?.percentage),
    endsOn: loan.maturity_date ?? null,
    pastDueMinor,
  };
}

/** Null for what can be no yearly rate. Six decimals of a percent are kept. */
function toRate(percent: number | null | undefined): string | null {
  if (percent == null || !(percent >= 0 && percent < 1_000)) return null;
  return String(Number(percent.toFixed(6)));
}

import type {
  AccountSubtype,
  AccountType,
  EmailTypeEnum,
  InvestmentTransactionType,
  PhoneNumberTypeEnum,
  StudentLoanStatusTypeEnum,
} from 'plaid';
import { z } from 'zod';
import { isDateOnly } from '../dates.ts';
import type { Wire } from '../plaid/wire.ts';

const maxRows = 250;
const maxPeople = 20;

const text = z.string().max(1000).nullish();
const number = z.number().nullish();
const date = z.string().refine(isDateOnly).nullish();
const currency = z.string().min(3).max(10).nullish();

/** Some lists may also be written as the one thing they hold. */
function listOf<Element extends z.ZodType>(element: Element, max: number) {
  return z.union([z.array(element).max(max), element.transform((one) => [one])]).nullish();
}

const types = [
  'depository',
  'credit',
  'loan',
  'investment',
  'brokerage',
  'other',
  // A place for pay stubs, which is an account of type `other` to everybody who asks for accounts.
  'payroll',
] as const satisfies (Wire<AccountType> | 'payroll')[];

const transaction = z.object({
  date_transacted: date,
  date_posted: date,
  amount: number,
  description: text,
  currency,
});

const security = z.object({
  ticker_symbol: text,
  cusip: text,
  isin: text,
  sedol: text,
  name: text,
  currency,
});

const holding = z.object({
  institution_price: number,
  institution_price_as_of: date,
  cost_basis: number,
  quantity: number,
  currency,
  security: security.nullish(),
});

const investmentTypes = [
  'buy',
  'sell',
  'cash',
  'fee',
  'transfer',
  'cancel',
] as const satisfies Wire<InvestmentTransactionType>[];

const investmentTransaction = z.object({
  date,
  name: text,
  quantity: number,
  price: number,
  fees: number,
  type: z.enum(investmentTypes).nullish(),
  currency,
  security: security.nullish(),
});

const address = z.object({
  data: z
    .object({ street: text, city: text, region: text, postal_code: text, country: text })
    .nullish(),
  primary: z.boolean().nullish(),
});

const phoneTypes = [
  'home',
  'work',
  'office',
  'mobile',
  'mobile1',
  'other',
] as const satisfies Wire<PhoneNumberTypeEnum>[];
const emailTypes = ['primary', 'secondary', 'other'] as const satisfies Wire<EmailTypeEnum>[];

const identity = z.object({
  names: z.array(text).max(maxPeople).nullish(),
  phone_numbers: z
    .array(
      z.object({ data: text, primary: z.boolean().nullish(), type: z.enum(phoneTypes).nullish() }),
    )
    .max(maxPeople)
    .nullish(),
  emails: z
    .array(
      z.object({ data: text, primary: z.boolean().nullish(), type: z.enum(emailTypes).nullish() }),
    )
    .max(maxPeople)
    .nullish(),
  addresses: z.array(address).max(maxPeople).nullish(),
});

const loanStatuses = [
  'cancelled',
  'charged off',
  'claim',
  'consolidated',
  'deferment',
  'delinquent',
  'discharged',
  'extension',
  'forbearance',
  'in grace',
  'in military',
  'in school',
  'not fully disbursed',
  'other',
  'paid in full',
  'refunded',
  'repayment',
  'transferred',
  'pending idr',
] as const satisfies Wire<StudentLoanStatusTypeEnum>[];

const planTypes = [
  'extended graduated',
  'extended standard',
  'graduated',
  'income-contingent repayment',
  'income-based repayment',
  'income-sensitive repayment',
  'interest only',
  'interest-only',
  'other',
  'pay as you earn',
  'revised pay as you earn',
  'standard',
  'saving on a valuable education',
] as const;

const liability = z.object({
  type: z.enum(['credit', 'student']).nullish(),
  purchase_apr: number,
  cash_apr: number,
  balance_transfer_apr: number,
  special_apr: number,
  last_payment_amount: number,
  minimum_payment_amount: number,
  is_overdue: z.boolean().nullish(),
  origination_date: date,
  principal: number,
  nominal_apr: number,
  interest_capitalization_grace_period_months: z.number().int().min(0).max(600).nullish(),
  repayment_model: z
    .object({
      type: z.enum(['standard']).nullish(),
      non_repayment_months: z.number().int().min(0).max(600).nullish(),
      repayment_months: z.number().int().min(1).max(600).nullish(),
    })
    .nullish(),
  expected_payoff_date: date,
  guarantor: text,
  is_federal: z.boolean().nullish(),
  loan_name: text,
  loan_status: z.object({ end_date: date, type: z.enum(loanStatuses).nullish() }).nullish(),
  payment_reference_number: text,
  pslf_status: z
    .object({
      estimated_eligibility_date: date,
      payments_made: z.number().int().nullish(),
      payments_remaining: z.number().int().nullish(),
    })
    .nullish(),
  repayment_plan_description: text,
  repayment_plan_type: z.enum(planTypes).nullish(),
  sequence_number: text,
  servicer_address: address.nullish(),
});

/** 1 to 28 or `last`; people write the number as text too. */
const dayOfMonth = z.union([z.literal('last'), z.coerce.number().int().min(1).max(28)]).nullish();

const inflowModel = z.object({
  type: z
    .enum(['none', 'monthly-income', 'monthly-balance-payment', 'monthly-interest-only-payment'])
    .nullish(),
  income_amount: number,
  payment_day_of_month: dayOfMonth,
  transaction_name: text,
  statement_day_of_month: dayOfMonth,
});

/** One of user_custom's `override_accounts`. Pay stubs and W-2s (`income`) are read where income is. */
export const customAccount = z.object({
  type: z.enum(types).nullish(),
  // Checked against Plaid's list only by the compiler: a subtype Plaid adds need not wait for us.
  subtype: z.custom<Wire<AccountSubtype>>((value) => typeof value === 'string').nullish(),
  starting_balance: number,
  force_available_balance: number,
  has_null_available_balance: z.boolean().nullish(),
  currency,
  meta: z.object({ name: text, official_name: text, limit: number, mask: text }).nullish(),
  numbers: z
    .object({
      account: text,
      ach_routing: text,
      ach_wire_routing: text,
      eft_institution: text,
      eft_branch: text,
      international_bic: text,
      international_iban: text,
      bacs_sort_code: text,
    })
    .nullish(),
  transactions: z.array(transaction).max(maxRows).nullish(),
  holdings: listOf(holding, maxRows),
  investment_transactions: listOf(investmentTransaction, maxRows),
  identity: identity.nullish(),
  liability: liability.nullish(),
  inflow_model: inflowModel.nullish(),
});

export type CustomAccount = z.infer<typeof customAccount>;

import { z } from 'zod';
import { isDateOnly } from '../dates.ts';

const maxDocuments = 100;

const text = z.string().max(200).nullish();
const date = z.string().refine(isDateOnly).nullish();
/** W-2 boxes are texts at Plaid; people write numbers and booleans into configurations. */
const box = z
  .union([z.string(), z.number(), z.boolean()])
  .transform(String)
  .nullish()
  .transform((value) => value ?? null);

const address = z
  .object({ street: text, city: text, region: text, postal_code: text, country: text })
  .nullish();
const party = z.object({
  name: text,
  address,
  marital_status: text,
  taxpayer_id: z.object({ id_type: text, id_mask: text }).nullish(),
});
const part = z.object({
  canonical_description: text,
  description: text,
  current_amount: z.number().nullish(),
  ytd_amount: z.number().nullish(),
  hours: z.number().nullish(),
  rate: z.number().nullish(),
});

const payStub = z.object({
  employee: party.nullish(),
  employer: party.nullish(),
  income_breakdown: z
    .array(
      z.object({
        type: text,
        rate: z.number().nullish(),
        hours: z.number().nullish(),
        total: z.number().nullish(),
      }),
    )
    .max(50)
    .nullish(),
  earnings: z.object({ breakdown: z.array(part).max(50).nullish() }).nullish(),
  deductions: z.object({ breakdown: z.array(part).max(50).nullish() }).nullish(),
  pay_period_details: z
    .object({
      start_date: date,
      end_date: date,
      pay_date: date,
      pay_day: date,
      pay_frequency: text,
      gross_earnings: z.number().nullish(),
      check_amount: z.number().nullish(),
    })
    .nullish(),
});

const w2 = z.object({
  employee: party.nullish(),
  employer: party.nullish(),
  tax_year: box,
  employer_id_number: box,
  wages_tips_other_comp: box,
  federal_income_tax_withheld: box,
  social_security_wages: box,
  social_security_tax_withheld: box,
  medicare_wages_and_tips: box,
  medicare_tax_withheld: box,
  social_security_tips: box,
  allocated_tips: box,
  box_9: box,
  dependent_care_benefits: box,
  nonqualified_plans: box,
  box_12: z
    .array(z.object({ code: box, amount: box }))
    .max(20)
    .nullish(),
  statutory_employee: box,
  retirement_plan: box,
  third_party_sick_pay: box,
  other: box,
  state_and_local_wages: z
    .array(
      z.object({
        state: box,
        employer_state_id_number: box,
        state_wages_tips: box,
        state_income_tax: box,
        local_wages_tips: box,
        local_income_tax: box,
        locality_name: box,
      }),
    )
    .max(20)
    .nullish(),
});

const income = z.object({
  paystubs: z.array(payStub).max(maxDocuments).nullish(),
  w2s: z.array(w2).max(maxDocuments).nullish(),
});

const config = z.object({
  override_accounts: z.array(z.object({ income: income.nullish() })).nullish(),
});

export type PayStubFacts = z.infer<typeof payStub>;
export type W2Facts = z.infer<typeof w2>;
export type PartyFacts = z.infer<typeof party>;

/** The payroll documents in a configuration of user_custom; null when it holds none. */
export function parsePayrollConfig(
  password: string,
): { payStubs: PayStubFacts[]; w2s: W2Facts[] } | null {
  const parsed = config.safeParse(readJson(password));
  const incomes = (parsed.data?.override_accounts ?? []).flatMap((account) => account.income ?? []);
  return incomes.length === 0
    ? null
    : {
        payStubs: incomes.flatMap((each) => each.paystubs ?? []),
        w2s: incomes.flatMap((each) => each.w2s ?? []),
      };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

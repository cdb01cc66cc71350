import 'server-only';
import { z } from 'zod';
import { type CivilDate, isCivilDate } from '#lib/dates/civil-date';
import { findMinor } from './accounts.ts';
import { callPlaid } from './call.ts';
import { cleanText } from './clean-text.ts';
import { plaidApi } from './client.ts';
import { type ProviderTaxForm, taxFormSchema, toForm1099, toW2, w2Schema } from './tax-forms.ts';

const itemLimit = 200;
const documentLimit = 500;
const partLimit = 200;

const text = z.string().max(1_000).nullish();
const amount = z.number().nullish();
const currencies = { iso_currency_code: text, unofficial_currency_code: text };

const part = z.looseObject({
  description: text,
  canonical_description: text,
  current_amount: amount,
  ytd_amount: amount,
  hours: amount,
  rate: amount,
});
const parts = z.looseObject({ breakdown: z.array(part).max(partLimit).nullish(), total: part });
const stubSchema = z.looseObject({
  document_id: text,
  document_metadata: z.looseObject({ status: text }).nullish(),
  employer: z.looseObject({ name: text }).nullish(),
  earnings: parts,
  deductions: parts,
  net_pay: z.looseObject({ current_amount: amount, ytd_amount: amount, ...currencies }),
  pay_period_details: z.looseObject({
    start_date: text,
    end_date: text,
    pay_date: text,
    pay_frequency: text,
    gross_earnings: amount,
    ...currencies,
  }),
});
const itemSchema = z.looseObject({
  item_id: z.string().max(200),
  institution_name: text,
  updated_at: text,
  status: z.looseObject({ processing_status: text }).nullish(),
  payroll_income: z
    .array(
      z.looseObject({
        pay_stubs: z.array(stubSchema).max(documentLimit).nullish(),
        w2s: z.array(w2Schema).max(documentLimit).nullish(),
        form1099s: z.array(taxFormSchema).max(documentLimit).nullish(),
      }),
    )
    .max(itemLimit)
    .nullish(),
});
const payrollAnswer = z.object({ items: z.array(itemSchema).max(itemLimit) });

/** What is paid or taken off. Amounts are as the stub says them: what is taken off is positive, too. */
export type ProviderPart = {
  name: string | null;
  minor: number | null;
  yearMinor: number | null;
  /** Plain decimals. */
  hours: string | null;
  rate: string | null;
};

export type ProviderPayStub = {
  employer: string | null;
  from: CivilDate | null;
  to: CivilDate | null;
  paidOn: CivilDate | null;
  /** Plaid's pay_frequency. */
  frequency: string | null;
  currency: string;
  earnings: ProviderPart[];
  deductions: ProviderPart[];
  grossMinor: number | null;
  deductedMinor: number | null;
  netMinor: number | null;
  grossYearMinor: number | null;
  netYearMinor: number | null;
};

export type ProviderPayroll = {
  plaidItemId: string;
  /** Who runs the payroll; null for documents that were handed in. */
  provider: string | null;
  /** Plaid's processing_status. */
  status: string;
  readAt: string | null;
  /** The latest first. */
  stubs: ProviderPayStub[];
  forms: ProviderTaxForm[];
};

/** What payrolls and documents that were handed in say of a person's pay. @throws PlaidError */
export async function getPayrolls(plaidUserId: string): Promise<ProviderPayroll[]> {
  return toPayrolls(
    await callPlaid(
      '/credit/payroll_income/get',
      () => plaidApi().creditPayrollIncomeGet({ user_id: plaidUserId }),
      payrollAnswer,
    ),
  );
}

/** Pure: Plaid's answer in our words and units. Addresses and tax numbers are left where they are. */
export function toPayrolls({ items }: z.infer<typeof payrollAnswer>): ProviderPayroll[] {
  return items.map((item) => {
    const incomes = item.payroll_income ?? [];
    return {
      plaidItemId: item.item_id,
      provider: cleanText(item.institution_name),
      status: item.status?.processing_status ?? 'UNKNOWN',
      readAt: item.updated_at ?? null,
      stubs: incomes
        .flatMap((each) => each.pay_stubs ?? [])
        .map(toStub)
        .toSorted((a, b) => compareDates(b.paidOn ?? b.to, a.paidOn ?? a.to)),
      forms: incomes.flatMap((each) => [
        ...(each.w2s ?? []).map(toW2),
        ...(each.form1099s ?? []).map(toForm1099),
      ]),
    };
  });
}

function toStub(stub: z.infer<typeof stubSchema>): ProviderPayStub {
  const { earnings, deductions, net_pay, pay_period_details: period } = stub;
  const currency =
    net_pay.iso_currency_code ??
    net_pay.unofficial_currency_code ??
    period.iso_currency_code ??
    period.unofficial_currency_code ??
    // Payrolls are read in the United States alone.
    'USD';
  const minor = (value: number | null | undefined) =>
    value == null ? null : findMinor(value, currency);
  const toPart = (each: z.infer<typeof part>): ProviderPart => ({
    name: cleanText(each.description ?? each.canonical_description?.replaceAll('_', ' ')),
    minor: minor(each.current_amount),
    yearMinor: minor(each.ytd_amount),
    hours: each.hours == null ? null : String(each.hours),
    rate: each.rate == null ? null : String(each.rate),
  });
  return {
    employer: cleanText(stub.employer?.name),
    from: toDate(period.start_date),
    to: toDate(period.end_date),
    paidOn: toDate(period.pay_date),
    frequency: period.pay_frequency ?? null,
    currency,
    earnings: (earnings.breakdown ?? []).map(toPart),
    deductions: (deductions.breakdown ?? []).map(toPart),
    grossMinor: minor(earnings.total.current_amount ?? period.gross_earnings),
    deductedMinor: minor(deductions.total.current_amount),
    netMinor: minor(net_pay.current_amount),
    grossYearMinor: minor(earnings.total.ytd_amount),
    netYearMinor: minor(net_pay.ytd_amount),
  };
}

const employment = z.looseObject({
  status: text,
  title: text,
  start_date: text,
  end_date: text,
  employer: z.looseObject({ name: text }).nullish(),
  employee_type: text,
});
const employmentAnswer = z.object({
  items: z
    .array(
      z.looseObject({
        item_id: z.string().max(200),
        employments: z.array(employment).max(itemLimit).nullish(),
      }),
    )
    .max(itemLimit),
});

export type ProviderEmployment = {
  employer: string | null;
  title: string | null;
  /** Plaid's status and employee_type. */
  status: string | null;
  kind: string | null;
  from: CivilDate | null;
  to: CivilDate | null;
};

/** Where a person works, as payrolls say. @throws PlaidError */
export async function getEmployments(plaidUserId: string): Promise<ProviderEmployment[]> {
  const { items } = await callPlaid(
    '/credit/employment/get',
    () => plaidApi().creditEmploymentGet({ user_id: plaidUserId }),
    employmentAnswer,
  );
  return items
    .flatMap(({ employments }) => employments ?? [])
    .map((each) => ({
      employer: cleanText(each.employer?.name),
      title: cleanText(each.title),
      status: each.status ?? null,
      kind: each.employee_type ?? null,
      from: toDate(each.start_date),
      to: toDate(each.end_date),
    }));
}

const refreshAnswer = z.object({ verification_refresh_status: z.string().max(100) });

/**
 * Has Plaid ask the payrolls anew; what they say is told by a webhook.
 *
 * @param webhookUrl  where that goes
 * @returns Plaid's verification_refresh_status
 * @throws PlaidError
 */
export async function refreshPayrolls(
  plaidUserId: string,
  webhookUrl: string | undefined,
): Promise<string> {
  const { verification_refresh_status } = await callPlaid(
    '/credit/payroll_income/refresh',
    () =>
      plaidApi().creditPayrollIncomeRefresh({
        user_id: plaidUserId,
        options: webhookUrl === undefined ? {} : { webhook: webhookUrl },
      }),
    refreshAnswer,
  );
  return verification_refresh_status;
}

function toDate(given: string | null | undefined): CivilDate | null {
  return given && isCivilDate(given) ? given : null;
}

function compareDates(a: CivilDate | null, b: CivilDate | null): number {
  return (a ?? '') < (b ?? '') ? -1 : (a ?? '') > (b ?? '') ? 1 : 0;
}

import 'server-only';
import { z } from 'zod';
import { addDays, type CivilDate } from '#lib/dates/civil-date';
import { civilDateSchema } from '#lib/dates/contract';
import { unnamedCurrency } from '#lib/money/currency';
import { findMinor } from './accounts.ts';
import { callPlaid } from './call.ts';
import { asBytes, callPlaidPdf } from './call-pdf.ts';
import { cleanText } from './clean-text.ts';
import { plaidApi } from './client.ts';
import { requireMinor } from './require-minor.ts';

/** Each passage through Link makes a report; of a bank that was shared twice the newer one counts. */
const reportCount = 20;
const listLimit = 1_000;
const paymentLimit = 5_000;

const text = z.string().max(1_000).nullish();
const payment = z.looseObject({
  amount: z.number(),
  date: civilDateSchema,
  name: text,
  transaction_id: z.string().max(200).nullish(),
  iso_currency_code: z.string().max(20).nullish(),
  unofficial_currency_code: z.string().max(20).nullish(),
});
const source = z.looseObject({
  income_source_id: z.string().max(200),
  income_description: text,
  income_category: text,
  account_id: z.string().max(200).nullish(),
  pay_frequency: text,
  total_amount: z.number().nullish(),
  historical_summary: z
    .array(z.looseObject({ transactions: z.array(payment).max(paymentLimit).nullish() }))
    .max(listLimit)
    .nullish(),
});
const itemSchema = z.looseObject({
  item_id: z.string().max(200),
  institution_id: z.string().max(64).nullish(),
  institution_name: text,
  last_updated_time: z.string().max(50).nullish(),
  bank_income_accounts: z
    .array(z.looseObject({ account_id: z.string(), name: text, mask: text }))
    .max(listLimit)
    .nullish(),
  bank_income_sources: z.array(source).max(listLimit).nullish(),
});
const warning = z.looseObject({
  warning_code: text,
  cause: z.looseObject({ error_code: text, item_id: text }).nullish(),
});
const answer = z.object({
  bank_income: z
    .array(
      z.looseObject({
        generated_time: z.iso.datetime({ offset: true }),
        days_requested: z.int().min(0).max(10_000),
        items: z.array(itemSchema).max(listLimit).nullish(),
        warnings: z.array(warning).max(listLimit).nullish(),
      }),
    )
    .max(reportCount)
    .nullish(),
});
type Answer = z.infer<typeof answer>;

/** Amounts in our sign: positive = money in. */
type ProviderPayment = {
  on: CivilDate;
  minor: number;
  currency: string;
  name: string | null;
};

export type ProviderIncomeStream = {
  plaidSourceId: string;
  payer: string | null;
  /** Plaid's income_category and pay_frequency. */
  category: string | null;
  frequency: string | null;
  account: { name: string | null; mask: string | null } | null;
  /** The earliest first. */
  payments: ProviderPayment[];
  /** What Plaid says they come to; null where it says nothing, or more than one currency is in them. */
  statedMinor: number | null;
};

type ProviderIncomeBank = {
  name: string | null;
  /** What was looked through. */
  from: CivilDate;
  to: CivilDate;
  /** ISO 8601, by Plaid. */
  readAt: string;
  streams: ProviderIncomeStream[];
};

export type ProviderBankIncome = {
  banks: ProviderIncomeBank[];
  /** What Plaid could not read; its own codes. */
  missing: { code: string; cause: string | null }[];
};

/** What regularly arrives at the banks a person shared. @throws PlaidError */
export async function getBankIncome(plaidUserId: string): Promise<ProviderBankIncome> {
  return toBankIncome(
    await callPlaid(
      '/credit/bank_income/get',
      () =>
        plaidApi().creditBankIncomeGet({ user_id: plaidUserId, options: { count: reportCount } }),
      answer,
    ),
  );
}

/** The report as Plaid prints it. Keep it nowhere. @throws PlaidError */
export function getBankIncomePdf(plaidUserId: string): Promise<Uint8Array<ArrayBuffer>> {
  return callPlaidPdf('/credit/bank_income/pdf/get', () =>
    plaidApi().creditBankIncomePdfGet({ user_id: plaidUserId }, asBytes),
  );
}

/** Pure: Plaid's reports, the newest first, in our words and units. */
export function toBankIncome({ bank_income }: Answer): ProviderBankIncome {
  const reports = (bank_income ?? []).toSorted((a, b) =>
    a.generated_time < b.generated_time ? 1 : -1,
  );
  const seen = new Set<string>();
  const banks = reports.flatMap((report) => {
    const to = report.generated_time.slice(0, 10);
    const from = addDays(to, -report.days_requested);
    return (report.items ?? []).flatMap((item): ProviderIncomeBank[] => {
      const bank = item.institution_id ?? item.item_id;
      if (seen.has(bank)) return [];
      seen.add(bank);
      const readAt = item.last_updated_time ?? report.generated_time;
      return [
        { name: cleanText(item.institution_name), from, to, readAt, streams: toStreams(item) },
      ];
    });
  });
  const missing = reports.slice(0, 1).flatMap(({ warnings }) =>
    (warnings ?? []).map(({ warning_code, cause }) => ({
      code: warning_code ?? 'DATA_UNAVAILABLE',
      cause: cause?.error_code ?? null,
    })),
  );
  return { banks, missing };
}

function toStreams(item: z.infer<typeof itemSchema>): ProviderIncomeStream[] {
  const accounts = new Map(
    (item.bank_income_accounts ?? []).map(({ account_id, name, mask }) => [
      account_id,
      { name: cleanText(name), mask: cleanText(mask) },
    ]),
  );
  return (item.bank_income_sources ?? []).map((each) => {
    const payments = (each.historical_summary ?? [])
      .flatMap(({ transactions }) => transactions ?? [])
      .map(toPayment)
      .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
    const [currency, ...others] = new Set(payments.map((paid) => paid.currency));
    const isOne = currency !== undefined && others.length === 0;
    return {
      plaidSourceId: each.income_source_id,
      payer: cleanText(each.income_description),
      category: each.income_category ?? null,
      frequency: each.pay_frequency ?? null,
      account: accounts.get(each.account_id ?? '') ?? null,
      payments,
      statedMinor:
        isOne && each.total_amount != null ? findMinor(each.total_amount, currency) : null,
    };
  });
}

function toPayment(given: z.infer<typeof payment>): ProviderPayment {
  const currency = given.iso_currency_code ?? given.unofficial_currency_code ?? unnamedCurrency;
  const minor = requireMinor(given.amount, currency);
  return { on: given.date, minor, currency, name: cleanText(given.name) };
}

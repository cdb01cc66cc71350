import 'server-only';
import { z } from 'zod';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import { civilDateSchema } from '#lib/dates/contract';
import { formatAmount } from '#lib/money/format-amount';
import { toMinor } from '#lib/money/minor';
import { toSeenText } from '#lib/seen-text';
import type { TermsDto } from './contract.ts';

const text = z.string().max(500).nullish().catch(null);
const date = civilDateSchema.nullish().catch(null);
const amount = z.number().nullish().catch(null);
const flag = z.boolean().nullish().catch(null);
const count = z.int().min(0).nullish().catch(null);
const address = z
  .object({ street: text, city: text, region: text, postal_code: text, country: text })
  .nullish()
  .catch(null);

/** Of Plaid's own debt, what a person may want to read and nothing is reckoned from. */
const loan = z.object({
  origination_date: date,
  origination_principal_amount: amount,
  ytd_interest_paid: amount,
  ytd_principal_paid: amount,
  loan_type_description: text,
  loan_term: text,
  interest_rate: z.object({ type: text }).nullish().catch(null),
  escrow_balance: amount,
  current_late_fee: amount,
  has_pmi: flag,
  has_prepayment_penalty: flag,
  property_address: address,
  loan_name: text,
  loan_status: z.object({ type: text, end_date: date }).nullish().catch(null),
  repayment_plan: z.object({ type: text, description: text }).nullish().catch(null),
  pslf_status: z
    .object({ payments_made: count, payments_remaining: count, estimated_eligibility_date: date })
    .nullish()
    .catch(null),
  guarantor: text,
  servicer_address: address,
  payment_reference_number: text,
  sequence_number: text,
  disbursement_dates: z.array(civilDateSchema).max(50).nullish().catch(null),
});

/** All else that Plaid says of a debt, as a list to read. What is not said, or cannot be read, is left out. */
export function describeTerms(
  raw: unknown,
  currency: string | null,
  today: CivilDate,
): TermsDto['details'] {
  const { data } = loan.safeParse(raw);
  if (!data) return [];
  const { loan_status, repayment_plan, pslf_status } = data;
  const money = (value: number | null | undefined) =>
    value == null || currency === null
      ? null
      : formatAmount(toMinor(value, currency), currency).text;
  const day = (value: CivilDate | null | undefined) => value && formatCivilDate(value, today);
  const until = loan_status?.end_date ? `, until ${day(loan_status.end_date)}` : '';
  const lines: [string, string | null | undefined][] = [
    ['Loan', capital(data.loan_name ?? data.loan_type_description)],
    ['Term', data.loan_term],
    ['Interest', capital(data.interest_rate?.type)],
    ['Status', loan_status?.type && `${capital(loan_status.type)}${until}`],
    ['Repayment plan', capital(repayment_plan?.description ?? repayment_plan?.type)],
    ['Borrowed', money(data.origination_principal_amount)],
    ['Since', day(data.origination_date)],
    ['Paid out', data.disbursement_dates?.map(day).join('; ')],
    ['Interest paid this year', money(data.ytd_interest_paid)],
    ['Principal paid this year', money(data.ytd_principal_paid)],
    ['In escrow', money(data.escrow_balance)],
    ['Late fee', data.current_late_fee ? money(data.current_late_fee) : null],
    ['Mortgage insurance', yes(data.has_pmi)],
    ['Prepayment penalty', yes(data.has_prepayment_penalty)],
    ['Property', place(data.property_address)],
    ['Qualifying payments made', pslf_status?.payments_made?.toString()],
    ['Qualifying payments left', pslf_status?.payments_remaining?.toString()],
    ['Forgiveness expected', day(pslf_status?.estimated_eligibility_date)],
    ['Guarantor', data.guarantor],
    ['Payment reference', data.payment_reference_number],
    ['Sequence number', data.sequence_number],
    ['Servicer', place(data.servicer_address)],
  ];
  return lines.flatMap(([label, value]) => (value ? { label, text: toSeenText(value) } : []));
}

function capital(words: string | null | undefined): string | null {
  return words ? `${words.charAt(0).toUpperCase()}${words.slice(1)}` : null;
}

function yes(value: boolean | null | undefined): string | null {
  if (value == null) return null;
  return value ? 'Yes' : 'No';
}

function place(given: z.infer<typeof address>): string | null {
  const { street, city, region, postal_code } = given ?? {};
  const line = [street, city, [region, postal_code].filter(Boolean).join(' ')];
  return line.filter(Boolean).join(', ') || null;
}

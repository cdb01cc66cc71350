import type { ClientUserIdentity, ConsumerReportUserIdentity, IDNumberType } from 'plaid';
import { z } from 'zod';
import { date, filledText, flag, object, text } from '../plaid/fields.ts';
import type { Wire } from '../plaid/wire.ts';

const contact = object({ data: filledText, primary: flag });

/** What a request may say about who a user is. */
export const userIdentity = object({
  name: object({ given_name: text, family_name: text }).nullable().optional(),
  date_of_birth: date.nullable().optional(),
  emails: contact.array().max(20).optional(),
  phone_numbers: contact.array().max(20).optional(),
  addresses: object({
    street_1: text.nullable().optional(),
    street_2: text.nullable().optional(),
    city: text.nullable().optional(),
    region: text.nullable().optional(),
    country: filledText,
    postal_code: text.nullable().optional(),
    primary: flag,
  })
    .array()
    .max(20)
    .optional(),
  id_numbers: object({
    value: filledText,
    // Checked against Plaid's list only by the compiler: the sandbox looks nobody up.
    type: z.custom<Wire<IDNumberType>>((value) => typeof value === 'string', 'must be a string'),
  })
    .array()
    .max(20)
    .optional(),
}) satisfies z.ZodType<Wire<ClientUserIdentity>>;

/** The same in the words of integrations that still use a user_token. */
export const reportIdentity = object({
  first_name: filledText,
  last_name: filledText,
  phone_numbers: filledText.array().max(20),
  emails: filledText.array().max(20),
  ssn_full: text.nullable().optional(),
  ssn_last_4: text.length(4).nullable().optional(),
  date_of_birth: date.nullable(),
  primary_address: object({
    city: text.nullable(),
    region: text.nullable(),
    street: text,
    postal_code: text.nullable(),
    country: text.nullable(),
  }),
}) satisfies z.ZodType<Wire<ConsumerReportUserIdentity>>;

/** Both vocabularies are kept in the newer one. */
export function toUserIdentity(
  identity: Wire<ClientUserIdentity> | null | undefined,
  report: Wire<ConsumerReportUserIdentity> | null | undefined,
): Wire<ClientUserIdentity> | null {
  if (identity || !report) {
    return identity ?? null;
  }
  const { primary_address: address, ssn_full, ssn_last_4 } = report;
  return {
    name: { given_name: report.first_name, family_name: report.last_name },
    date_of_birth: report.date_of_birth,
    emails: report.emails.map(toContact),
    phone_numbers: report.phone_numbers.map(toContact),
    addresses: [
      {
        street_1: address.street,
        city: address.city,
        region: address.region,
        postal_code: address.postal_code,
        country: address.country ?? 'US',
        primary: true,
      },
    ],
    id_numbers: [
      ...(ssn_full ? [{ value: ssn_full, type: 'us_ssn' as const }] : []),
      ...(ssn_last_4 ? [{ value: ssn_last_4, type: 'us_ssn_last_4' as const }] : []),
    ],
  };
}

function toContact(data: string, index: number): { data: string; primary: boolean } {
  return { data, primary: index === 0 };
}

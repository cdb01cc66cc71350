import 'server-only';
import type { IdentityMatchUser } from 'plaid';
import { z } from 'zod';
import { callPlaid } from './call.ts';
import { cleanText } from './clean-text.ts';
import { plaidApi } from './client.ts';

/** An Item has a handful of accounts, and an account a handful of owners; a longer answer is not believed. */
const accountLimit = 1_000;
const ownerLimit = 20;
const valueLimit = 50;

const text = z.string().nullish();
const contact = z.object({ data: z.string() });
const addressData = z.object({
  street: text,
  city: text,
  region: text,
  postal_code: text,
  country: text,
});
const owner = z.object({
  names: z.array(z.string()).max(valueLimit),
  phone_numbers: z.array(contact).max(valueLimit),
  emails: z.array(contact).max(valueLimit),
  addresses: z.array(z.object({ data: addressData })).max(valueLimit),
});
const identityAnswer = z.object({
  accounts: z
    .array(z.object({ account_id: z.string(), owners: z.array(owner).max(ownerLimit) }))
    .max(accountLimit),
});

type ProviderAddress = {
  street: string;
  city: string | null;
  region: string | null;
  postalCode: string | null;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
};

/** Of all owners of an account together: some banks name every owner of the login at each account. */
export type ProviderIdentity = {
  plaidAccountId: string;
  names: string[];
  addresses: ProviderAddress[];
  phones: string[];
  emails: string[];
};

/** Has Plaid ask the bank now whose the accounts are, which bills it and may take half a minute. @throws PlaidError */
export async function refreshIdentity(accessToken: string): Promise<void> {
  await callPlaid(
    '/identity/refresh',
    () => plaidApi().identityRefresh({ access_token: accessToken }),
    z.looseObject({}),
    accessToken,
  );
}

/** Whose the Item's accounts are, as their bank has it on file. @throws PlaidError */
export async function getIdentity(accessToken: string): Promise<ProviderIdentity[]> {
  const { accounts } = await callPlaid(
    '/identity/get',
    () => plaidApi().identityGet({ access_token: accessToken }),
    identityAnswer,
    accessToken,
  );
  return accounts.map(({ account_id, owners }) => ({
    plaidAccountId: account_id,
    names: owners.flatMap(({ names }) => names.flatMap(toTexts)),
    addresses: owners.flatMap(({ addresses }) => addresses.flatMap(({ data }) => toAddress(data))),
    phones: owners.flatMap(({ phone_numbers }) =>
      phone_numbers.flatMap(({ data }) => toTexts(data)),
    ),
    emails: owners.flatMap(({ emails }) => emails.flatMap(({ data }) => toTexts(data))),
  }));
}

function toTexts(value: string): string[] {
  const text = cleanText(value);
  return text === null ? [] : [text];
}

/** One without a street says nothing that could be compared. */
function toAddress(given: z.infer<typeof addressData>): ProviderAddress[] {
  const street = cleanText(given.street);
  if (street === null) return [];
  return [
    {
      street,
      city: cleanText(given.city),
      region: cleanText(given.region),
      postalCode: cleanText(given.postal_code),
      country: cleanText(given.country),
    },
  ];
}

const score = z.object({ score: z.number().int().min(0).max(100).nullish() }).nullish();
const matchAnswer = z.object({
  accounts: z
    .array(
      z.object({
        account_id: z.string(),
        legal_name: score,
        address: score,
        phone_number: score,
        email_address: score,
      }),
    )
    .max(accountLimit),
});

/** What a person says of themselves; null is not sent. */
export type Person = {
  name: string | null;
  address: ProviderAddress | null;
  phone: string | null;
  email: string | null;
};

/** From 0 to 100, of the owner who fits best; null where one side says nothing of it. */
export type ProviderMatch = { plaidAccountId: string } & Record<keyof Person, number | null>;

/** How well a person fits what the bank has on file of each account, by Plaid's own judgement. @throws PlaidError */
export async function matchIdentity(accessToken: string, person: Person): Promise<ProviderMatch[]> {
  const { accounts } = await callPlaid(
    '/identity/match',
    () => plaidApi().identityMatch({ access_token: accessToken, user: toUser(person) }),
    matchAnswer,
    accessToken,
  );
  return accounts.map((account) => ({
    plaidAccountId: account.account_id,
    name: account.legal_name?.score ?? null,
    address: account.address?.score ?? null,
    phone: account.phone_number?.score ?? null,
    email: account.email_address?.score ?? null,
  }));
}

function toUser({ name, address, phone, email }: Person): IdentityMatchUser {
  return {
    legal_name: name,
    phone_number: phone,
    email_address: email,
    address: address && {
      street: address.street,
      city: address.city,
      region: address.region,
      postal_code: address.postalCode,
      country: address.country,
    },
  };
}

import type { AccountIdentityMatchScore, IdentityMatchUser } from 'plaid';
import { toWireAccount } from '../accounts/accounts.ts';
import type { Wire } from '../plaid/wire.ts';
import { scoreAddress } from './match-address.ts';
import { scoreName } from './match-name.ts';
import type { OwnedAccount } from './owners.ts';
import { similarity } from './similarity.ts';

type Scores = Wire<AccountIdentityMatchScore>;

const unknownName: Scores['legal_name'] = {
  score: null,
  is_first_name_or_last_name_match: null,
  is_nickname_match: null,
  is_business_name_detected: null,
};

/** How well what a person says of themselves fits what the bank knows, from 0 to 100; the best owner counts. */
export function matchIdentity(
  { account, owners }: OwnedAccount,
  user: Wire<IdentityMatchUser>,
): Scores {
  const { legal_name, phone_number, email_address, address } = user;
  const names = owners.flatMap((owner) => owner.names);
  const phones = owners.flatMap((owner) => owner.phone_numbers.map(({ data }) => data));
  const emails = owners.flatMap((owner) => owner.emails.map(({ data }) => data));
  const addresses = owners.flatMap((owner) => owner.addresses.map(({ data }) => data));
  return {
    ...toWireAccount(account),
    legal_name: legal_name
      ? best(
          names.map((name) => scoreName(legal_name, name)),
          unknownName,
        )
      : unknownName,
    phone_number: {
      score: phone_number ? highest(phones.map((phone) => scorePhone(phone_number, phone))) : null,
    },
    email_address: {
      score: email_address
        ? highest(emails.map((email) => similarity(email_address, email)))
        : null,
    },
    address: address
      ? best(
          addresses.map((known) => scoreAddress(address, known)),
          { score: null, is_postal_code_match: null },
        )
      : { score: null, is_postal_code_match: null },
  };
}

/** Numbers are the same or not: the last ten digits decide, with or without a country code. */
function scorePhone(given: string, known: string): number {
  const digits = (text: string) => text.replaceAll(/\D/g, '').slice(-10);
  return digits(given) !== '' && digits(given) === digits(known) ? 100 : 0;
}

function highest(scores: number[]): number | null {
  return scores.length > 0 ? Math.max(...scores) : null;
}

function best<T extends { score: number | null }>(scores: T[], none: T): T {
  return scores.reduce((a, b) => ((b.score ?? -1) > (a.score ?? -1) ? b : a), none);
}

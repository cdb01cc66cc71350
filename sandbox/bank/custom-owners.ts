import type { BankOwner } from './bank-user.ts';
import type { CustomAccount } from './custom-account.ts';

type CustomIdentity = NonNullable<CustomAccount['identity']>;

/** The owners of each account; null where the configuration does not name them. */
export function readCustomOwners(accounts: CustomAccount[]): (BankOwner | null)[] {
  const owners = accounts.map(({ identity }) => (identity ? toOwner(identity) : null));
  // One person signs in: the names of the first identity stand on all accounts, as at Plaid.
  const names = owners.find((owner) => owner !== null && owner.names.length > 0)?.names ?? [];
  return owners.map((owner) => (owner ? { ...owner, names } : null));
}

function toOwner(identity: CustomIdentity): BankOwner {
  return {
    names: (identity.names ?? []).flatMap((name) => (name ? [name] : [])),
    phone_numbers: (identity.phone_numbers ?? []).flatMap(({ data, primary, type }) =>
      data ? [{ data, primary: primary ?? false, type: type ?? 'other' }] : [],
    ),
    emails: (identity.emails ?? []).flatMap(({ data, primary, type }) =>
      data ? [{ data, primary: primary ?? false, type: type ?? 'other' }] : [],
    ),
    addresses: (identity.addresses ?? []).flatMap(({ data, primary }) =>
      data?.street
        ? [
            {
              data: {
                street: data.street,
                city: data.city ?? null,
                region: data.region ?? null,
                postal_code: data.postal_code ?? null,
                country: data.country ?? null,
              },
              primary: primary ?? false,
            },
          ]
        : [],
    ),
  };
}

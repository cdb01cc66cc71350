import 'server-only';
import { z } from 'zod';
import { toSeenText } from '#lib/seen-text';

/** More are not shown; Plaid sends one or two. */
const maxCounterparties = 10;

const text = z
  .string()
  .transform((each) => toSeenText(each).trim().slice(0, 200) || null)
  .nullish()
  .catch(null);

const stored = z.looseObject({
  check_number: text,
  counterparties: z
    .array(z.looseObject({ name: text, type: text }))
    .nullish()
    .catch(null),
  location: z
    .looseObject({
      address: text,
      city: text,
      region: text,
      postal_code: text,
      country: text,
      lat: z.number().min(-90).max(90).nullish().catch(null),
      lon: z.number().min(-180).max(180).nullish().catch(null),
    })
    .nullish()
    .catch(null),
});

type BankDetails = {
  checkNumber: string | null;
  /** Who else was part of it, and as what: `merchant`, `payment_app`, as Plaid says. */
  counterparties: { name: string; type: string | null }[];
  /** Where it was; `text` is empty where there is only the point. */
  place: { text: string; point: { lat: number; lon: number } | null } | null;
};

/** What only a transaction's own view shows of the JSON that Plaid sent. Whatever is odd is left out. */
export function readBankDetails(plaid: unknown): BankDetails {
  const { data } = stored.safeParse(plaid ?? {});
  const counterparties = (data?.counterparties ?? []).flatMap(({ name, type }) =>
    name ? [{ name, type: type ?? null }] : [],
  );
  return {
    checkNumber: data?.check_number ?? null,
    counterparties: counterparties.slice(0, maxCounterparties),
    place: toPlace(data?.location),
  };
}

function toPlace(location: z.infer<typeof stored>['location']): BankDetails['place'] {
  if (!location) return null;
  const { address, city, region, postal_code: code, country, lat, lon } = location;
  const state = [region, code].filter(Boolean).join(' ');
  const words = [address, city, state, country].filter(Boolean).join(', ');
  const point = typeof lat === 'number' && typeof lon === 'number' ? { lat, lon } : null;
  // A country alone is where the account is.
  return point || address || city ? { text: words, point } : null;
}

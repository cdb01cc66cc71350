import type { AddressData, AddressDataNullableNoRequiredFields, AddressMatchScore } from 'plaid';
import type { Wire } from '../plaid/wire.ts';
import { similarity } from './similarity.ts';

/** What each part counts for; parts that one side leaves out do not count. */
const weights = [
  ['street', 50],
  ['postal_code', 20],
  ['city', 15],
  ['region', 10],
  ['country', 5],
] as const;

const abbreviations: Record<string, string> = {
  avenue: 'ave',
  boulevard: 'blvd',
  drive: 'dr',
  lane: 'ln',
  road: 'rd',
  street: 'st',
  apartment: 'apt',
};

export function scoreAddress(
  given: Wire<AddressDataNullableNoRequiredFields>,
  known: Wire<AddressData>,
): AddressMatchScore {
  let weightOfAll = 0;
  let sum = 0;
  for (const [part, weight] of weights) {
    const a = given[part];
    const b = known[part];
    if (a && b) {
      weightOfAll += weight;
      sum += weight * similarity(normalise(a), normalise(b));
    }
  }
  const zip = (text: string | null | undefined) => text?.trim().slice(0, 5) ?? '';
  return {
    score: weightOfAll > 0 ? Math.round(sum / weightOfAll) : null,
    is_postal_code_match:
      given.postal_code && known.postal_code
        ? zip(given.postal_code) === zip(known.postal_code)
        : null,
  };
}

function normalise(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[.,#]/g, ' ')
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => abbreviations[word] ?? word)
    .join(' ');
}

import 'server-only';
import type { Address } from './contract.ts';
import { toLetters } from './same-text.ts';
import { states, streetWords, unitWords } from './street-words.ts';

const zip = /^(\d{5})(?:\s?\d{4})?$/;
const postOffice = /\b(?:P O|POST OFFICE) ?BOX\b/;

/**
 * Whether two addresses are one, written differently: case, accents, punctuation, abbreviations of the postal service, a ZIP with or
 * without its four more digits, a state in full. What one of them leaves out does not tell them apart, but for the street
 * and what is left to find it in: a postal code, else a town.
 */
export function isSameAddress(a: Address, b: Address): boolean {
  const [one, other] = [normalise(a), normalise(b)];
  if (one.street !== other.street) return false;
  if (one.country && other.country && one.country !== other.country) return false;
  if (one.postalCode && other.postalCode) return one.postalCode === other.postalCode;
  const isSameRegion = !one.region || !other.region || one.region === other.region;
  return isSameRegion && one.city !== '' && one.city === other.city;
}

/** How it stands on an envelope, in one line. */
export function writeAddress({ street, city, region, postalCode, country }: Address): string {
  const place = [region, postalCode].filter(Boolean).join(' ');
  const abroad = country && country.toUpperCase() !== 'US' ? country : null;
  return [street, city, place, abroad].filter(Boolean).join(', ');
}

type Plain = Record<'street' | 'city' | 'region' | 'postalCode' | 'country', string>;

function normalise(address: Address): Plain {
  const region = toLetters(address.region ?? '');
  const code = toLetters(address.postalCode ?? '');
  const short = zip.exec(code)?.[1];
  return {
    street: toStreet(address.street),
    city: abbreviate(toLetters(address.city ?? '')),
    region: states[region] ?? region,
    postalCode: short ?? code.replaceAll(' ', ''),
    country: toLetters(address.country ?? ''),
  };
}

function toStreet(street: string): string {
  // "#4" and "# 4" are "APT 4".
  const plain = toLetters(street.replaceAll('#', ' NO ')).replace(postOffice, 'PO BOX');
  return abbreviate(plain);
}

function abbreviate(text: string): string {
  const words = text.split(' ').map((word) => (unitWords.has(word) ? '#' : word));
  // "APT #4" names its unit once.
  const named = words.filter((word, index) => word !== '#' || words[index + 1] !== '#');
  return named.map((word) => streetWords[word] ?? word).join(' ');
}

/** What an account kept by hand may be. */
export const accountKinds = [
  'cash',
  'checking',
  'savings',
  'credit card',
  'loan',
  'investment',
  'home',
  'car',
  'valuables',
  'other',
] as const;
export type AccountKind = (typeof accountKinds)[number];

/** Something that is worth what its person says, and holds no transactions to begin with. */
export function isValued(kind: AccountKind): boolean {
  return kind === 'home' || kind === 'car' || kind === 'valuables';
}

/** Of one amount that a person enters, in minor units. */
export const greatestMinor = 9_000_000_000_000;

/** How accounts are grouped on every page, assets before debts. */
export const accountGroups = ['cash', 'investments', 'other', 'cards', 'loans'] as const;
export type AccountGroup = (typeof accountGroups)[number];

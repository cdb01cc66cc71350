import type { FactKind } from '#lib/identity/fact-kinds';

type Words = { title: string; one: string; many: string };

export const factWords: Record<FactKind, Words> = {
  names: { title: 'Names', one: 'name', many: 'names' },
  addresses: { title: 'Postal addresses', one: 'address', many: 'addresses' },
  phones: { title: 'Phone numbers', one: 'phone number', many: 'phone numbers' },
  emails: { title: 'E-mail addresses', one: 'e-mail address', many: 'e-mail addresses' },
};

const list = new Intl.ListFormat('en-US');

export function nameBanks(banks: readonly { bank: string }[]): string {
  return list.format(banks.map(({ bank }) => bank));
}

/** "Checking and Savings", or how many where they are more than one reads. */
export function nameAccounts(accounts: readonly { name: string }[]): string {
  const few = 3;
  if (accounts.length > few) return `${accounts.length} accounts`;
  return list.format(accounts.map(({ name }) => name));
}

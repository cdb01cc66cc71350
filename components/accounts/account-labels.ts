import type { AccountDto, AccountGroup } from '#lib/accounts/contract';

export const groupLabels: Record<AccountGroup, string> = {
  cash: 'Cash',
  investments: 'Investments',
  other: 'Other assets',
  cards: 'Credit cards',
  loans: 'Loans',
};

/** Groups whose balances are owed: shown as positive amounts, subtracted in net worth. */
export const debtGroups: ReadonlySet<AccountGroup> = new Set(['cards', 'loans']);

/** The bank, or, for an account of no bank, what kind it is. */
export function whereAccountIs(account: Pick<AccountDto, 'institution' | 'subtype'>): string {
  const { institution, subtype } = account;
  if (institution) return institution.name;
  return subtype ? `${subtype.charAt(0).toUpperCase()}${subtype.slice(1)}` : 'Account';
}

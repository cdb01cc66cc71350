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

/** "Checking ••0000": what tells two accounts of a bank apart. */
export function describeAccount(
  account: Pick<AccountDto, 'institution' | 'mask' | 'subtype'>,
): string {
  const mask = account.mask ? `••${account.mask}` : null;
  return [account.institution?.name ?? capitalise(account.subtype), mask].filter(Boolean).join(' ');
}

function capitalise(text: string | null): string | null {
  return text ? `${text.charAt(0).toUpperCase()}${text.slice(1)}` : null;
}

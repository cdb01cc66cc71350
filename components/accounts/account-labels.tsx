import { type AccountGroup, isValued } from '#lib/accounts/account-kinds';
import type { AccountDto } from '#lib/accounts/contract';

export const groupLabels: Record<AccountGroup, string> = {
  cash: 'Cash',
  investments: 'Investments',
  other: 'Other assets',
  cards: 'Credit cards',
  loans: 'Loans',
};

/** Groups whose balances are owed: shown as positive amounts, subtracted in net worth. */
export const debtGroups: ReadonlySet<AccountGroup> = new Set(['cards', 'loans']);

/** What its figure is called. */
export function nameOfBalance({ byHand, group }: Pick<AccountDto, 'byHand' | 'group'>): string {
  if (byHand && isValued(byHand.kind)) return 'Value';
  return debtGroups.has(group) ? 'Owed' : 'Balance';
}

/** The bank, or, for an account of no bank, what kind it is. */
export function whereAccountIs(
  account: Pick<AccountDto, 'institution' | 'subtype' | 'group'>,
): string {
  return account.institution?.name ?? kindOf(account);
}

const acronyms = /^(cd|hsa|ira|401k|403b|457b|529|isa|gic|rrsp|tfsa|hra|ebt|sep ira|simple ira)$/;

/** "Credit card", "Money market", "CD"; the group's name when the bank says no more. */
export function kindOf({ subtype, group }: Pick<AccountDto, 'subtype' | 'group'>): string {
  if (!subtype) return groupLabels[group];
  if (acronyms.test(subtype)) return subtype.toUpperCase().replace(/(?<=\d)[A-Z]/, toLower);
  return `${subtype.charAt(0).toUpperCase()}${subtype.slice(1)}`;
}

function toLower(text: string): string {
  return text.toLowerCase();
}

type Aged = Pick<AccountDto, 'standing' | 'balanceUpdatedAt' | 'balanceAsOf'>;

/**
 * The oldest balance that counts. Most banks do not say as of when a balance is; of theirs nothing
 * is claimed but when it was fetched from Plaid.
 */
export function findOldestBalance(accounts: Aged[]): { at: string; isBanksWord: boolean } | null {
  const ages = accounts.flatMap(({ standing, balanceUpdatedAt, balanceAsOf }) => {
    const at = balanceUpdatedAt ?? balanceAsOf;
    return standing === 'counted' && at ? [{ at, isBanksWord: balanceUpdatedAt !== null }] : [];
  });
  return ages.sort((a, b) => a.at.localeCompare(b.at))[0] ?? null;
}

import { BalanceSheet } from '#components/accounts/balance-sheet';
import type { AccountListDto } from '#lib/accounts/contract';
import { CardSection } from './card-section.tsx';

/** With more than these, groups and their sums say more than a long list. */
const listLimit = 12;

/** What net worth is made of. */
export function AccountsCard({ accounts }: { accounts: AccountListDto }) {
  const count = accounts.items.length;
  const isBrief = count > listLimit;
  const label = isBrief ? `All ${count} accounts` : 'All accounts';
  return (
    <CardSection name="Accounts" link={{ href: '/accounts', label }}>
      <BalanceSheet accounts={accounts.items} worth={accounts} isBrief={isBrief} />
    </CardSection>
  );
}

import type { AccountDto } from '#lib/accounts/contract';
import { AccountRows } from './account-rows.tsx';

/** Folded away: where one finds them again. */
export function HiddenAccounts({ accounts }: { accounts: AccountDto[] }) {
  if (accounts.length === 0) return null;
  return (
    <details className="mt-8">
      <summary className="w-fit cursor-pointer rounded-sm text-ink-soft hover:text-ink">
        {accounts.length === 1 ? 'One hidden account' : `${accounts.length} hidden accounts`}
      </summary>
      <div className="pt-2">
        <AccountRows accounts={accounts} />
      </div>
    </details>
  );
}

'use client';

import Link from 'next/link';
import { LinkBankButton } from '#components/items/link-buttons';
import { useMayChange } from '#components/members/membership';
import { Button } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';
import { Figure } from '#components/ui/figure';
import { PageHeader } from '#components/ui/page-header';
import type { AccountListDto } from '#lib/accounts/contract';
import { useAccounts } from '#lib/accounts/hooks';
import { AddAccountButton } from './add-account-button.tsx';
import { BalanceSheet } from './balance-sheet.tsx';

/** Every account, with what is owned, what is owed and what is left. */
export function AccountList({ fallback }: { fallback: AccountListDto }) {
  const { items, netWorth } = useAccounts(fallback);
  if (items.length === 0) {
    return (
      <EmptyState
        level={1}
        title="No accounts yet"
        actions={<AddAccounts first />}
        className="py-20"
      >
        Link a bank to see its accounts and what is in them, or keep one by hand.
      </EmptyState>
    );
  }
  return (
    <div className="max-w-3xl">
      <PageHeader title="Accounts" actions={<AddAccounts />} />
      {netWorth.map((total) => (
        <div key={total.currency} className="mb-8 flex flex-wrap gap-x-14 gap-y-6">
          <Figure label="Assets" minor={total.assetsMinor} currency={total.currency} />
          <Figure label="Owed" minor={total.debtsMinor} currency={total.currency} sign="none" />
          <Figure label="Net worth" minor={total.netMinor} currency={total.currency} />
        </div>
      ))}
      <BalanceSheet accounts={items} netWorth={netWorth} headingLevel={2} />
    </div>
  );
}

function AddAccounts({ first = false }: { first?: boolean }) {
  return (
    <>
      {first ? null : <ImportLink />}
      <AddAccountButton variant={first ? 'secondary' : 'ghost'} />
      <LinkBankButton variant={first ? 'primary' : 'secondary'} />
    </>
  );
}

function ImportLink() {
  if (!useMayChange()) return null;
  return (
    <Button variant="ghost" asChild>
      <Link href="/import">Import</Link>
    </Button>
  );
}

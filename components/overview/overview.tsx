'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { BalanceAge } from '#components/accounts/balance-age';
import { BalanceSheet } from '#components/accounts/balance-sheet';
import { NetWorthFigures } from '#components/accounts/net-worth-figures';
import { FirstSync } from '#components/items/first-sync';
import { LinkBankButton } from '#components/items/link-buttons';
import { useMayChange } from '#components/members/membership';
import { useToday } from '#components/shell/today';
import { OffAccounts } from '#components/tie-out/off-accounts';
import { RecentTransactions } from '#components/transactions/recent-transactions';
import { EmptyState } from '#components/ui/empty-state';
import { PageHeader } from '#components/ui/page-header';
import { SectionHeading } from '#components/ui/section-heading';
import { TextLink } from '#components/ui/text-link';
import type { AccountListDto } from '#lib/accounts/contract';
import { useAccounts } from '#lib/accounts/hooks';
import type { ItemDto } from '#lib/items/contract';
import { useItems } from '#lib/items/hooks';
import type { TransactionPage } from '#lib/transactions/contract';

type OverviewData = {
  items: ItemDto[];
  accounts: AccountListDto;
  recent: TransactionPage;
  /** The day the page was rendered with, for "Today" and "Yesterday". */
  today: string;
};

/** Where do I stand: net worth, what it is made of, and what happened last. */
export function Overview({
  fallback,
  netWorthChart,
}: {
  fallback: OverviewData;
  /** Drawn on the server; null without anything to draw. */
  netWorthChart: ReactNode;
}) {
  const { items } = useItems(fallback.items);
  const list = useAccounts(fallback.accounts);
  const { items: accounts } = list;
  const today = useToday(fallback.today);
  if (items.length === 0 && accounts.length === 0) return <Welcome />;
  return (
    <>
      <PageHeader title="Overview" actions={<LinkBankButton variant="secondary" />} />
      <FirstSync items={items} />
      <OffAccounts accounts={accounts} today={today} />
      {accounts.length === 0 ? null : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-x-16 gap-y-12 xl:grid-cols-[minmax(0,1.25fr)_minmax(0,1fr)]">
          <div className="flex flex-col gap-12">
            <NetWorthFigures
              accounts={list}
              note={<BalanceAge accounts={accounts} />}
              today={today}
            />
            {netWorthChart}
            <section aria-labelledby="accounts">
              <SectionHeading
                id="accounts"
                aside={
                  <TextLink asChild>
                    <Link href="/accounts">All accounts</Link>
                  </TextLink>
                }
              >
                Accounts
              </SectionHeading>
              <BalanceSheet accounts={accounts} worth={list} />
            </section>
          </div>
          <RecentTransactions fallback={fallback.recent} today={today} />
        </div>
      )}
    </>
  );
}

function Welcome() {
  const mayChange = useMayChange();
  if (!mayChange) {
    return (
      <EmptyState level={1} title="Nothing is shown to you yet" className="py-20">
        Accounts appear here once the people of this household have linked banks and let you see
        them.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      level={1}
      title="Link your first bank"
      actions={<LinkBankButton />}
      className="py-20"
    >
      Your accounts, balances and transactions appear here, and stay current by themselves.
      Plumbline can read them and cannot move money.
    </EmptyState>
  );
}

'use client';

import { LinkBankButton } from '#components/items/link-bank-button';
import { useMayChange } from '#components/members/membership';
import { ConversionNote } from '#components/rates/conversion-note';
import { useToday } from '#components/shell/today';
import { Button } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';
import { Figure } from '#components/ui/figure';
import { Link } from '#components/ui/link';
import { PageHeader } from '#components/ui/page-header';
import { TextLink } from '#components/ui/text-link';
import type { AccountListDto } from '#lib/accounts/contract';
import { useAccounts } from '#lib/accounts/hooks';
import type { DayValues } from '#lib/balances/contract';
import type { CivilDate } from '#lib/dates/civil-date';
import { AddAccountButton } from './add-account-button.tsx';
import { BalanceSheet } from './balance-sheet.tsx';
import { HiddenAccounts } from './hidden-accounts.tsx';

/** Every account, with what is owned, what is owed and what is left. */
export function AccountList({
  fallback,
  courses,
  today: todayFallback,
}: {
  fallback: AccountListDto;
  /** What each held on the last days, by its id. */
  courses: Record<string, DayValues>;
  today: CivilDate;
}) {
  const list = useAccounts(fallback);
  const { items, hidden, netWorth, total } = list;
  const today = useToday(todayFallback);
  if (items.length === 0 && hidden.length === 0) {
    return (
      <EmptyState
        level={1}
        title="No accounts yet"
        actions={<AddAccounts today={today} first />}
        className="py-20"
      >
        Link a bank to see its accounts and what is in them, or keep one by hand.
      </EmptyState>
    );
  }
  return (
    <div className="max-w-3xl">
      <PageHeader title="Accounts" actions={<AddAccounts today={today} />} />
      {(total ? [total] : netWorth).map((each) => (
        <div key={each.currency} className="mb-8">
          <div className="flex flex-wrap gap-x-14 gap-y-6">
            <Figure label="Assets" minor={each.assetsMinor} currency={each.currency} />
            <Figure label="Owed" minor={each.debtsMinor} currency={each.currency} sign="none" />
            <Figure label="Net worth" minor={each.netMinor} currency={each.currency} />
          </div>
          {total ? (
            <p className="mt-2 text-ink-soft text-sm">
              <ConversionNote conversion={total} today={today} />
            </p>
          ) : null}
        </div>
      ))}
      <BalanceSheet accounts={items} worth={list} courses={courses} headingLevel={2} />
      <HiddenAccounts accounts={hidden} />
      <p className="mt-8 text-ink-soft text-sm">
        <span className="max-sm:hidden">The small lines are the last 90 days. </span>
        <TextLink asChild>
          <Link href="/net-worth">Net worth over time</Link>
        </TextLink>
      </p>
    </div>
  );
}

function AddAccounts({ today, first = false }: { today: CivilDate; first?: boolean }) {
  return (
    <>
      {first ? null : <ImportLink />}
      <AddAccountButton today={today} variant={first ? 'secondary' : 'ghost'} />
      <LinkBankButton variant={first ? 'primary' : 'secondary'} />
    </>
  );
}

function ImportLink() {
  if (!useMayChange()) return null;
  return (
    <Button variant="ghost" asChild className="max-sm:-ml-3.5 max-sm:pointer-coarse:-ml-4">
      <Link href="/import">Import</Link>
    </Button>
  );
}

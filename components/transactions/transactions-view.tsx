'use client';

import { useSearchParams } from 'next/navigation';
import { LinkBankButton } from '#components/items/link-buttons';
import { MatchQuestions } from '#components/matches/match-questions';
import { Button } from '#components/ui/button';
import { PageHeader } from '#components/ui/page-header';
import { SearchInput } from '#components/ui/search-input';
import { Select } from '#components/ui/select';
import type { AccountListDto } from '#lib/accounts/contract';
import { useAccounts } from '#lib/accounts/hooks';
import type { TransactionPage } from '#lib/transactions/contract';
import type { TransactionFilter } from '#lib/transactions/hooks';
import { TransactionTable } from './transaction-table.tsx';

const allAccounts = 'all';

/** Every transaction, narrowed by what the URL says. */
export function TransactionsView({
  fallback,
  accounts: accountsFallback,
  today,
}: {
  fallback: { filter: TransactionFilter; page: TransactionPage };
  accounts: AccountListDto;
  today: string;
}) {
  const params = useSearchParams();
  const { items: accounts } = useAccounts(accountsFallback);
  const filter: TransactionFilter = {
    q: params.get('q') ?? undefined,
    accountId: params.get('accountId') ?? undefined,
  };
  const isFiltered = Boolean(filter.q || filter.accountId);
  return (
    <>
      <PageHeader title="Transactions" />
      <div className="mb-4 flex flex-wrap items-center gap-2">
        <SearchInput
          label="Search transactions"
          placeholder="Merchant or note"
          value={filter.q ?? ''}
          onValueChange={(q) => setFilter({ ...filter, q })}
          className="w-full sm:w-72"
        />
        <Select
          variant="quiet"
          aria-label="Account"
          value={filter.accountId ?? allAccounts}
          onValueChange={(id) =>
            setFilter({ ...filter, accountId: id === allAccounts ? undefined : id })
          }
          options={[
            { value: allAccounts, label: 'All accounts' },
            ...accounts.map(({ id, name, mask }) => ({
              value: id,
              label: mask ? `${name} ••${mask}` : name,
            })),
          ]}
        />
      </div>
      <MatchQuestions today={today} />
      <TransactionTable
        filter={filter}
        fallback={fallback}
        today={today}
        emptyText={emptyText(isFiltered, accounts.length > 0)}
        emptyAction={
          isFiltered ? (
            <Button onClick={() => setFilter({})}>Clear the search</Button>
          ) : accounts.length === 0 ? (
            <LinkBankButton />
          ) : null
        }
      />
    </>
  );
}

/** The URL is the state: it survives a reload and can be sent to somebody. */
function setFilter(filter: TransactionFilter): void {
  const given = Object.entries(filter).filter((entry): entry is [string, string] => !!entry[1]);
  const query = new URLSearchParams(given).toString();
  window.history.replaceState(null, '', query ? `?${query}` : window.location.pathname);
}

function emptyText(isFiltered: boolean, hasAccounts: boolean): string {
  if (isFiltered) return 'Nothing matches what you are looking for.';
  return hasAccounts
    ? 'Your banks have reported none yet. They appear here as soon as they do.'
    : 'Link a bank and its transactions appear here.';
}

'use client';

import Link from 'next/link';
import { LinkBankButton } from '#components/items/link-buttons';
import { MatchQuestions } from '#components/matches/match-questions';
import { useToday } from '#components/shell/today';
import { Button } from '#components/ui/button';
import { PageHeader } from '#components/ui/page-header';
import { Select } from '#components/ui/select';
import type { AccountDto, AccountListDto } from '#lib/accounts/contract';
import { useAccounts } from '#lib/accounts/hooks';
import {
  type TransactionFilter,
  type TransactionPage,
  writeFilter,
} from '#lib/transactions/contract';
import { SearchBox } from './search-box.tsx';
import { TransactionTable } from './transaction-table.tsx';
import { useFilterUrl } from './use-list-url.ts';

const all = 'all';

/** The one choice that stands for two of the filter's fields. */
const states = {
  [all]: { label: 'Any state', filter: {} },
  to_review: { label: 'To review', filter: { reviewed: false } },
  reviewed: { label: 'Reviewed', filter: { reviewed: true } },
  pending: { label: 'Pending', filter: { pending: true } },
} as const;
type State = keyof typeof states;

/** Every transaction, narrowed by what the URL says. */
export function TransactionsView({
  fallback,
  accounts: accountsFallback,
  today: todayFallback,
}: {
  fallback: { filter: TransactionFilter; page: TransactionPage };
  accounts: AccountListDto;
  today: string;
}) {
  const { filter, setFilter } = useFilterUrl();
  const { items } = useAccounts(accountsFallback);
  const accounts = items.filter(({ sight }) => sight === 'full');
  const today = useToday(todayFallback);
  const chosen = accounts.find(({ id }) => id === filter.accountId);
  const isFiltered = String(writeFilter(filter)) !== '';
  return (
    <>
      <PageHeader title="Transactions" />
      <div className="mb-4 flex flex-wrap items-center gap-x-2 gap-y-1 sm:flex-nowrap">
        <SearchBox
          value={filter.q ?? ''}
          onSearch={(q, goesOn) => setFilter({ ...filter, q }, goesOn ? 'replace' : 'push')}
          className="w-full sm:w-auto sm:min-w-48 sm:max-w-72 sm:flex-1"
        />
        <Select
          variant="quiet"
          aria-label="Account"
          value={filter.accountId ?? all}
          onValueChange={(id) => setFilter({ ...filter, accountId: id === all ? undefined : id })}
          options={accountOptions(accounts, filter.accountId)}
          // The words, not the quiet box around them, stand under the search on a phone.
          className="max-sm:-ml-2.5"
        />
        <Select
          variant="quiet"
          aria-label="State"
          value={stateOf(filter)}
          onValueChange={(state) => {
            const { reviewed: _, pending: __, ...rest } = filter;
            setFilter({ ...rest, ...states[state as State].filter });
          }}
          options={Object.entries(states).map(([value, { label }]) => ({ value, label }))}
        />
      </div>
      <MatchQuestions today={today} />
      <TransactionTable
        filter={filter}
        fallback={fallback}
        today={today}
        pastAccountIds={pastIds(accounts)}
        emptyText={emptyText(filter, chosen, accounts.length > 0)}
        emptyAction={
          isFiltered ? (
            <>
              <Button onClick={() => setFilter({})}>Show all transactions</Button>
              <MissingLink filter={filter} account={chosen ?? accounts[0]} />
            </>
          ) : accounts.length === 0 ? (
            <LinkBankButton />
          ) : null
        }
      />
    </>
  );
}

/** What one looked for in vain, taken along. */
function MissingLink({
  filter: { from, q },
  account,
}: {
  filter: TransactionFilter;
  account: AccountDto | undefined;
}) {
  if (!account) return null;
  const question = new URLSearchParams({ ...(from && { date: from }), ...(q && { text: q }) });
  return (
    <Button variant="ghost" asChild>
      <Link href={`/accounts/${account.id}/missing?${question}`}>Something is missing?</Link>
    </Button>
  );
}

function stateOf({ reviewed, pending }: TransactionFilter): State {
  if (pending) return 'pending';
  if (reviewed === undefined) return all;
  return reviewed ? 'reviewed' : 'to_review';
}

function accountOptions(accounts: AccountDto[], chosenId: string | undefined) {
  const toOption = ({ id, name, mask }: AccountDto) => ({
    value: id,
    label: mask ? `${name} ••${mask}` : name,
  });
  const past = accounts.filter(({ connected }) => !connected);
  const isUnknown = chosenId !== undefined && !accounts.some(({ id }) => id === chosenId);
  return [
    { value: all, label: 'All accounts' },
    ...(isUnknown ? [{ value: chosenId, label: 'Unknown account' }] : []),
    ...accounts.filter(({ connected }) => connected).map(toOption),
    ...(past.length > 0 ? [{ label: 'No longer connected', options: past.map(toOption) }] : []),
  ];
}

function pastIds(accounts: AccountDto[]): ReadonlySet<string> {
  return new Set(accounts.filter(({ connected }) => !connected).map(({ id }) => id));
}

function emptyText(
  { accountId, ...rest }: TransactionFilter,
  chosen: AccountDto | undefined,
  hasAccounts: boolean,
): string {
  if (String(writeFilter(rest)) !== '') return 'Nothing matches what you are looking for.';
  if (chosen) {
    return `The bank has reported none for ${chosen.name}. Some kinds of account, such as loans and investments, come with a balance alone.`;
  }
  if (accountId) return 'This account is not among yours.';
  return hasAccounts
    ? 'Your banks have reported none yet. They appear here as soon as they do.'
    : 'Link a bank and its transactions appear here.';
}

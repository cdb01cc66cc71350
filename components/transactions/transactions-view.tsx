'use client';

import { ExportMenu } from '#components/exports/export-menu';
import { LinkBankButton } from '#components/items/link-bank-button';
import { QuestionsLink } from '#components/questions/questions-link';
import { useViewsOf } from '#components/saved-views/saved-views';
import { OwedLink } from '#components/settlements/owed-link';
import { useToday } from '#components/shell/today';
import { VisitChanges } from '#components/shell/visit-changes';
import { Button } from '#components/ui/button';
import { Link } from '#components/ui/link';
import { PageHeader } from '#components/ui/page-header';
import type { AccountDto, AccountListDto } from '#lib/accounts/contract';
import { useAccounts } from '#lib/accounts/hooks';
import type { QuestionCounts } from '#lib/questions/contract';
import type { SavedViewListDto } from '#lib/saved-views/contract';
import type { OpenClaimListDto } from '#lib/settlements/contract';
import type { TransactionFilter, TransactionPage } from '#lib/transactions/contract';
import { readFilter, writeFilter } from '#lib/transactions/filter-url';
import { useListAhead } from '#lib/transactions/hooks';
import { parseSearch } from '#lib/transactions/search-language';
import { FilterBar } from './filter-bar.tsx';
import { FilterSheet } from './filter-sheet.tsx';
import { FilterTotals } from './filter-totals.tsx';
import { SearchBox } from './search-box.tsx';
import { SearchHelp } from './search-help.tsx';
import { TransactionTable } from './transaction-table.tsx';
import { useFilterUrl } from './use-list-url.ts';

/** Every transaction, narrowed by what the URL says. */
export function TransactionsView({
  fallback,
  accounts: accountsFallback,
  views: viewsFallback,
  questions,
  owed,
  today: todayFallback,
}: {
  fallback: { filter: TransactionFilter; page: TransactionPage };
  accounts: AccountListDto;
  views: SavedViewListDto;
  questions: QuestionCounts;
  owed: OpenClaimListDto;
  today: string;
}) {
  const url = useFilterUrl();
  const { filter } = url;
  const askForList = useListAhead();
  const setFilter: typeof url.setFilter = (next, how) => {
    askForList(next);
    url.setFilter(next, how);
  };
  const { items } = useAccounts(accountsFallback);
  const accounts = items.filter(({ sight }) => sight === 'full');
  const today = useToday(todayFallback);
  const chosen = accounts.find(({ id }) => id === filter.accountId);
  const current = String(writeFilter(filter));
  const views = useViewsOf({
    fallback: viewsFallback,
    current,
    onOpen: (query) => setFilter(readFilter(Object.fromEntries(new URLSearchParams(query)))),
  });
  return (
    <>
      <PageHeader
        title="Transactions"
        actions={
          <>
            <QuestionsLink fallback={questions} />
            <OwedLink fallback={owed} />
            <VisitChanges />
            <ExportMenu filter={filter} />
          </>
        }
      />
      <div className="mb-1.5 flex flex-col gap-1.5">
        <div className="flex items-center gap-1">
          <SearchBox
            value={filter.q ?? ''}
            onSearch={(q, goesOn) => setFilter({ ...filter, q }, goesOn ? 'replace' : 'push')}
            className="min-w-0 flex-1 sm:max-w-md"
          />
          <SearchHelp />
          {views.menu}
        </div>
        <Misread text={filter.q ?? ''} />
        <FilterBar filter={filter} accounts={accounts} today={today} onChange={setFilter}>
          {views.saveButton}
        </FilterBar>
        {views.row}
      </div>
      <TransactionTable
        tools={
          <FilterSheet filter={filter} accounts={accounts} today={today} onChange={setFilter} />
        }
        totals={<FilterTotals filter={filter} />}
        filter={filter}
        fallback={fallback}
        today={today}
        pastAccountIds={pastIds(accounts)}
        emptyText={emptyText(filter, chosen, accounts.length > 0)}
        emptyAction={
          current !== '' ? (
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

/** What looks like a condition and is none. */
function Misread({ text }: { text: string }) {
  const { misread } = parseSearch(text);
  return (
    <p role="status" className="text-ink-soft text-sm empty:hidden">
      {misread.length > 0 ? `Searched as words: ${misread.join(', ')}` : null}
    </p>
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
  const { words } = parseSearch(q ?? '');
  const question = new URLSearchParams({
    ...(from && { date: from }),
    ...(words.length > 0 && { text: words.join(' ') }),
  });
  return (
    <Button variant="ghost" asChild>
      <Link href={`/accounts/${account.id}/missing?${question}`}>Something is missing?</Link>
    </Button>
  );
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

'use client';

import { useState } from 'react';
import { LinkBankButton } from '#components/items/link-bank-button';
import { ProductStates } from '#components/products/product-states';
import { ReadError } from '#components/shell/read-error';
import { EmptyState } from '#components/ui/empty-state';
import { LoadMore } from '#components/ui/load-more';
import { SearchInput } from '#components/ui/search-input';
import { useSettled } from '#lib/client/use-settled';
import type { ProductDto } from '#lib/products/contract';
import type { StatementPage, StatementSourceDto } from '#lib/statements/contract';
import { useStatements } from '#lib/statements/hooks';
import { AccountStatements } from './account-statements.tsx';
import { groupStatements } from './group-statements.ts';
import { SourceList } from './source-list.tsx';

/** A pause in which one types no further letter. */
const settleMs = 150;

/** What banks issued, by account and month; what is not here, and what would bring it. */
export function StatementsView({
  page,
  sources,
  products,
}: {
  page: StatementPage;
  sources: readonly StatementSourceDto[];
  products: readonly ProductDto[];
}) {
  const [typed, setTyped] = useState('');
  const q = useSettled(typed.trim(), settleMs);
  const { statements, isRead, error, isLoading, hasMore, loadMore, retry } = useStatements(
    { accountId: null, q },
    page,
  );
  const accounts = groupStatements(statements);
  // The list hears of the first ones before the server draws the page anew.
  const isEmpty = page.items.length === 0 && statements.length === 0 && typed === '';
  return (
    <div className="flex flex-col gap-10">
      {isEmpty ? (
        <NoStatements isLinked={products.length > 0} />
      ) : (
        <SearchInput
          label="Search statements by account, bank, month or year"
          placeholder="Account, bank, month or year"
          value={typed}
          onValueChange={setTyped}
          shortcut="/"
          maxLength={100}
          className="max-w-md"
        />
      )}
      {error ? (
        <ReadError title="The statements could not be read" error={error} onRetry={retry} />
      ) : null}
      {accounts.map((account) => (
        <AccountStatements key={account.accountId} account={account} />
      ))}
      <p aria-live="polite" className="text-ink-soft empty:hidden">
        {isRead && accounts.length === 0 && !isEmpty && !error
          ? `No statement is of “${q}”. Try fewer words.`
          : null}
      </p>
      {hasMore ? (
        <LoadMore loading={isLoading} shown={statements.length} onLoad={loadMore} />
      ) : null}
      <SourceList sources={sources} />
      <ProductStates products={products} />
    </div>
  );
}

function NoStatements({ isLinked }: { isLinked: boolean }) {
  return (
    <EmptyState
      title="No statements yet"
      actions={isLinked ? null : <LinkBankButton />}
      className="py-8"
    >
      Banks issue them as PDFs, a month each. Once a bank may share them, those of the last two
      years are listed here, to be downloaded when you need one.
    </EmptyState>
  );
}

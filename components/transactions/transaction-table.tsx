'use client';

import { useRef } from 'react';
import { ReadError } from '#components/shell/read-error';
import { EmptyState } from '#components/ui/empty-state';
import { SkeletonRows } from '#components/ui/skeleton';
import { Table, TableBody, TableColumn, TableHead } from '#components/ui/table';
import type {
  TransactionDto,
  TransactionFilter,
  TransactionPage,
} from '#lib/transactions/contract';
import { useTransactions } from '#lib/transactions/hooks';
import { LoadMore } from './load-more.tsx';
import { TransactionDrawer } from './transaction-drawer.tsx';
import { findRow, TransactionRow } from './transaction-row.tsx';
import { useOpenTransaction } from './use-list-url.ts';

const none: ReadonlySet<string> = new Set();

/**
 * The list of transactions under a filter, newest first, a page at a time as one scrolls. A row opens
 * a drawer beside the list.
 */
export function TransactionTable({
  filter,
  fallback,
  today,
  pastAccountIds = none,
  emptyText,
  emptyAction,
  hideAccount = false,
}: {
  filter: TransactionFilter;
  fallback: { filter: TransactionFilter; page: TransactionPage };
  today: string;
  /** Accounts that no bank reports any longer. */
  pastAccountIds?: ReadonlySet<string>;
  emptyText: string;
  emptyAction?: React.ReactNode;
  /** On an account's own page every row is of that account. */
  hideAccount?: boolean;
}) {
  const list = useTransactions(filter, fallback);
  const { openId, open, close } = useOpenTransaction();
  const lastOpenId = useRef(openId);
  if (openId) lastOpenId.current = openId;
  const rows = list.pages?.flatMap((page) => page.items) ?? [];
  const openIndex = rows.findIndex((row) => row.id === openId);
  const [previous, next] = [rows[openIndex - 1], openIndex < 0 ? undefined : rows[openIndex + 1]];
  return (
    <>
      {list.error ? (
        <ReadError
          title="The list could not be read"
          error={list.error}
          onRetry={list.retry}
          className="mb-4"
        />
      ) : list.pages ? null : (
        <SkeletonRows rows={12} label="Loading transactions" />
      )}
      {list.pages && rows.length === 0 && !list.isStale ? (
        <EmptyState drawing="astray" title="No transactions" actions={emptyAction}>
          {emptyText}
        </EmptyState>
      ) : null}
      {rows.length > 0 ? (
        <Rows
          rows={rows}
          today={today}
          openId={openId}
          pastAccountIds={pastAccountIds}
          hideAccount={hideAccount}
          isStale={list.isStale}
          onOpen={open}
        />
      ) : null}
      {list.hasMore && rows.length > 0 ? (
        <LoadMore
          loading={list.isLoading}
          shown={rows.length}
          onLoad={() => void list.loadMore()}
        />
      ) : null}
      <TransactionDrawer
        id={openId}
        today={today}
        onClose={close}
        onPrevious={previous && (() => open(previous.id))}
        onNext={next && (() => open(next.id))}
        returnFocusTo={() => findRow(lastOpenId.current)}
      />
    </>
  );
}

function Rows({
  rows,
  today,
  openId,
  pastAccountIds,
  hideAccount,
  isStale,
  onOpen,
}: {
  rows: TransactionDto[];
  today: string;
  openId: string | null;
  pastAccountIds: ReadonlySet<string>;
  hideAccount: boolean;
  /** Of the filter before; the new one's are on their way. */
  isStale: boolean;
  onOpen: (id: string) => void;
}) {
  return (
    <Table
      label="Transactions"
      aria-busy={isStale}
      className={isStale ? 'opacity-50 transition-opacity delay-200 duration-base' : undefined}
    >
      <TableHead>
        <TableColumn className="w-22 @xl:w-28">Date</TableColumn>
        <TableColumn>Merchant</TableColumn>
        <TableColumn hideBelow="md" className="w-44">
          Category
        </TableColumn>
        {hideAccount ? null : (
          <TableColumn hideBelow="lg" className="w-52">
            Account
          </TableColumn>
        )}
        <TableColumn numeric className={rows.some(isLong) ? 'w-36' : 'w-28 @xl:w-32'}>
          Amount
        </TableColumn>
      </TableHead>
      <TableBody>
        {rows.map((row, index) => (
          <TransactionRow
            key={row.id}
            row={row}
            today={today}
            firstOfDay={rows[index - 1]?.date !== row.date}
            open={row.id === openId}
            hideAccount={hideAccount}
            isPast={pastAccountIds.has(row.account.id)}
            onOpen={() => onOpen(row.id)}
          />
        ))}
      </TableBody>
    </Table>
  );
}

/** A million and more: fourteen characters do not fit a phone's usual column. */
function isLong({ amount }: TransactionDto): boolean {
  return Math.abs(amount.minor) >= 100_000_000;
}

'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button';
import { Callout } from '#components/ui/callout';
import { EmptyState } from '#components/ui/empty-state';
import { SkeletonRows } from '#components/ui/skeleton';
import { Table, TableBody, TableColumn, TableHead } from '#components/ui/table';
import { describeError } from '#lib/client/api';
import type { TransactionPage } from '#lib/transactions/contract';
import { type TransactionFilter, useTransactions } from '#lib/transactions/hooks';
import { LoadMore } from './load-more.tsx';
import { TransactionDrawer } from './transaction-drawer.tsx';
import { TransactionRow } from './transaction-row.tsx';

/**
 * The list of transactions under a filter, newest first, a page at a time as one scrolls. A row opens
 * a drawer beside the list.
 */
export function TransactionTable({
  filter,
  fallback,
  today,
  emptyText,
  emptyAction,
  hideAccount = false,
}: {
  filter: TransactionFilter;
  fallback: { filter: TransactionFilter; page: TransactionPage };
  today: string;
  emptyText: string;
  emptyAction?: React.ReactNode;
  /** On an account's own page every row is of that account. */
  hideAccount?: boolean;
}) {
  const { pages, error, isLoading, hasMore, loadMore, retry } = useTransactions(filter, fallback);
  const [openId, setOpenId] = useState<string | null>(null);
  const rows = pages?.flatMap((page) => page.items) ?? [];
  const openIndex = rows.findIndex((row) => row.id === openId);

  if (!pages && !error) return <SkeletonRows rows={12} label="Loading transactions" />;
  return (
    <>
      {error ? (
        <Callout
          tone="danger"
          role="alert"
          title="The list could not be read"
          action={
            <Button size="sm" onClick={() => void retry()}>
              Try again
            </Button>
          }
          className="mb-4"
        >
          {describeError(error)}
        </Callout>
      ) : null}
      {rows.length === 0 && !error ? (
        <EmptyState drawing="astray" title="No transactions" actions={emptyAction}>
          {emptyText}
        </EmptyState>
      ) : (
        <Table label="Transactions">
          <TableHead>
            <TableColumn className="w-22 sm:w-28">Date</TableColumn>
            <TableColumn>Merchant</TableColumn>
            <TableColumn hideBelow="md" className="w-44">
              Category
            </TableColumn>
            {hideAccount ? null : (
              <TableColumn hideBelow="lg" className="w-52">
                Account
              </TableColumn>
            )}
            <TableColumn numeric className="w-28 sm:w-32">
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
                onOpen={() => setOpenId(row.id)}
              />
            ))}
          </TableBody>
        </Table>
      )}
      {hasMore ? <LoadMore loading={isLoading} onLoad={() => void loadMore()} /> : null}
      <TransactionDrawer
        id={openId}
        today={today}
        onClose={() => setOpenId(null)}
        onPrevious={openIndex > 0 ? () => setOpenId(rows[openIndex - 1]?.id ?? null) : undefined}
        onNext={
          openIndex >= 0 && openIndex < rows.length - 1
            ? () => setOpenId(rows[openIndex + 1]?.id ?? null)
            : undefined
        }
      />
    </>
  );
}

'use client';

import { ReadError } from '#components/shell/read-error';
import { Amount } from '#components/ui/amount';
import { LoadMore } from '#components/ui/load-more';
import {
  Table,
  TableBody,
  TableCell,
  TableColumn,
  TableHead,
  TableRow,
} from '#components/ui/table';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import type { ActivityDto, ActivityPage } from '#lib/investments/contract';
import { useActivity } from '#lib/investments/hooks';
import { activityWords, sayDecimal } from './investment-words.ts';

/** Trades, dividends, fees: none of it counts as spending or income anywhere. */
export function ActivityList({
  accountId = null,
  fallback,
  today,
}: {
  accountId?: string | null;
  fallback: ActivityPage;
  today: CivilDate;
}) {
  const { rows, error, isLoading, hasMore, loadMore, retry } = useActivity(accountId, fallback);
  if (error) return <ReadError title="Activity could not be read" error={error} onRetry={retry} />;
  if (rows.length === 0 && !isLoading) {
    return <p className="py-4 text-ink-soft">Nothing has happened here that the bank tells of.</p>;
  }
  return (
    <>
      <Table label="Activity">
        <TableHead>
          <TableColumn className="w-20">Day</TableColumn>
          <TableColumn>What</TableColumn>
          <TableColumn numeric hideBelow="md" className="w-44">
            Units at price
          </TableColumn>
          <TableColumn numeric className="w-28">
            Cash
          </TableColumn>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <ActivityRow key={row.id} row={row} today={today} showAccount={accountId === null} />
          ))}
        </TableBody>
      </Table>
      {hasMore ? <LoadMore loading={isLoading} shown={rows.length} onLoad={loadMore} /> : null}
    </>
  );
}

function ActivityRow({
  row: { date, kind, name, security, accountName, quantity, price, amount, feesMinor },
  today,
  showAccount,
}: {
  row: ActivityDto;
  today: CivilDate;
  showAccount: boolean;
}) {
  const about = [security ? name : null, showAccount ? accountName : null].filter(Boolean);
  return (
    <TableRow>
      <TableCell className="text-ink-soft text-sm">
        {formatCivilDate(date, today, 'short')}
      </TableCell>
      <TableCell>
        <span className="block truncate">
          {activityWords[kind]} · {security?.name ?? name}
        </span>
        <span className="block truncate text-ink-faint text-sm">{about.join(' · ')}</span>
        {quantity === null ? null : (
          <span className="block text-ink-faint text-sm tabular-nums @xl:hidden">
            {sayDecimal(quantity)}
            {price === null ? null : <> at {sayDecimal(price)}</>}
          </span>
        )}
      </TableCell>
      <TableCell numeric hideBelow="md" className="text-ink-soft tabular-nums">
        {quantity === null ? null : sayDecimal(quantity)}
        {price === null ? null : (
          <span className="block text-ink-faint text-sm">at {sayDecimal(price)}</span>
        )}
      </TableCell>
      <TableCell numeric>
        <Amount {...amount} sign="always" />
        {feesMinor ? (
          <span className="block text-ink-faint text-sm">
            <Amount minor={feesMinor} currency={amount.currency} sign="none" /> fees
          </span>
        ) : null}
      </TableCell>
    </TableRow>
  );
}

'use client';

import { useState } from 'react';
import { Amount } from '#components/ui/amount';
import {
  Table,
  TableBody,
  TableCell,
  TableColumn,
  TableHead,
  TableRow,
} from '#components/ui/table';
import type { HoldingDto } from '#lib/investments/contract';
import { sayDecimal, sayType } from './investment-words.ts';
import { type HoldingColumn, type HoldingOrder, nextOrder, sortHoldings } from './sort-holdings.ts';

/** What is held, in the order one asks for. A narrow table says under the name, and the value, what has no column there. */
export function HoldingsTable({
  holdings,
  label,
  hideAccount = false,
}: {
  holdings: readonly HoldingDto[];
  label: string;
  hideAccount?: boolean;
}) {
  const [order, setOrder] = useState<HoldingOrder>({ column: 'value', direction: 'descending' });
  const sortOf = (column: HoldingColumn) => ({
    sort: order.column === column ? order.direction : ('none' as const),
    onSort: () => setOrder(nextOrder(order, column)),
  });
  return (
    <Table label={label}>
      <TableHead>
        <TableColumn {...sortOf('name')}>Name</TableColumn>
        <TableColumn numeric hideBelow="md" className="w-44">
          Units at price
        </TableColumn>
        <TableColumn numeric hideBelow="lg" className="w-32">
          Cost
        </TableColumn>
        <TableColumn numeric hideBelow="md" className="w-32" {...sortOf('gain')}>
          Gain
        </TableColumn>
        <TableColumn numeric className="w-36" {...sortOf('value')}>
          Value
        </TableColumn>
      </TableHead>
      <TableBody>
        {sortHoldings(holdings, order).map((holding) => (
          <HoldingRow key={holding.id} holding={holding} hideAccount={hideAccount} />
        ))}
      </TableBody>
    </Table>
  );
}

function HoldingRow({ holding, hideAccount }: { holding: HoldingDto; hideAccount: boolean }) {
  const { name, ticker, type, accountName, quantity, price, value, costMinor, gainMinor } = holding;
  const { minor, currency } = value;
  const symbol = holding.isCash ? null : ticker;
  const about = [symbol, sayType(type), hideAccount ? null : accountName].filter(Boolean);
  return (
    <TableRow>
      <TableCell>
        <span className="block truncate">{name}</span>
        <span className="block truncate text-ink-faint text-sm">{about.join(' · ')}</span>
        <UnderName holding={holding} />
      </TableCell>
      <TableCell numeric hideBelow="md" className="text-ink-soft tabular-nums">
        {quantity === null ? '–' : sayDecimal(quantity)}
        {price === null || holding.isCash ? null : (
          <span className="block text-ink-faint text-sm">at {sayDecimal(price)}</span>
        )}
      </TableCell>
      <TableCell numeric hideBelow="lg" className="text-ink-soft">
        <Amount minor={costMinor} currency={currency} />
      </TableCell>
      <TableCell numeric hideBelow="md" className="text-ink-soft">
        <Amount minor={gainMinor} currency={currency} sign="always" />
      </TableCell>
      <TableCell numeric>
        <Amount minor={minor} currency={currency} />
        {gainMinor === null ? null : (
          <span className="block text-ink-faint text-sm @xl:hidden">
            <Amount minor={gainMinor} currency={currency} sign="always" />
          </span>
        )}
      </TableCell>
    </TableRow>
  );
}

/** Units, price and cost, as far as they are known and have no column of their own. */
function UnderName({
  holding: { isCash, quantity, price, costMinor, value },
}: {
  holding: HoldingDto;
}) {
  if (isCash || quantity === null) return null;
  return (
    <span className="block text-ink-faint text-sm tabular-nums @4xl:hidden">
      <span className="@xl:hidden">
        {sayDecimal(quantity)}
        {price === null ? null : <> at {sayDecimal(price)}</>},{' '}
      </span>
      {costMinor === null ? (
        'cost not known'
      ) : (
        <>
          cost <Amount minor={costMinor} currency={value.currency} />
        </>
      )}
    </span>
  );
}

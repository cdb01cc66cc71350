import { Amount } from '#components/ui/amount';
import { RelativeTime } from '#components/ui/relative-time';
import {
  Table,
  TableBody,
  TableCell,
  TableColumn,
  TableHead,
  TableRow,
} from '#components/ui/table';
import type { ItemCostDto } from '#lib/costs/contract';
import { nameProduct } from './cost-words.ts';

/** Each connection by its id, under its household's. */
export function ItemCostTable({
  items,
  currency,
}: {
  items: readonly ItemCostDto[];
  currency: string | null;
}) {
  if (items.length === 0) return <p className="py-4 text-ink-soft">No bank is linked.</p>;
  return (
    <Table label="What Plaid bills, by connection">
      <TableHead>
        <TableColumn>Connection</TableColumn>
        <TableColumn>Billed</TableColumn>
        <TableColumn hideBelow="md" className="w-32">
          As of
        </TableColumn>
        <TableColumn numeric className="w-24">
          A month
        </TableColumn>
      </TableHead>
      <TableBody>
        {items.map((item) => (
          <ItemRow key={item.itemId} item={item} currency={currency} />
        ))}
      </TableBody>
    </Table>
  );
}

function ItemRow({ item, currency }: { item: ItemCostDto; currency: string | null }) {
  const { householdId, itemId, billed, added, monthlyMinor, isPartial, readAt } = item;
  return (
    <TableRow>
      <TableCell className="py-2.5">
        <span className="block break-all font-mono text-sm">{itemId}</span>
        <span className="block text-ink-soft text-xs" title={householdId}>
          household <span className="font-mono">{householdId.slice(-8)}</span>
        </span>
      </TableCell>
      <TableCell className="break-words py-2.5 text-sm">
        {billed.map(nameProduct).join(', ') || (readAt ? 'nothing' : 'not said yet')}
        {added.length > 0 ? (
          <span className="block text-ink-faint">not yet: {added.map(nameProduct).join(', ')}</span>
        ) : null}
        {readAt ? (
          <span className="block text-ink-faint @xl:hidden">
            as of <RelativeTime iso={readAt} />
          </span>
        ) : null}
      </TableCell>
      <TableCell hideBelow="md" className="py-2.5 text-ink-soft text-sm">
        {readAt ? <RelativeTime iso={readAt} /> : '–'}
      </TableCell>
      <TableCell numeric className="py-2.5">
        {monthlyMinor === null || currency === null ? (
          <span className="text-ink-faint text-sm">not known</span>
        ) : (
          <>
            <Amount minor={monthlyMinor} currency={currency} />
            {isPartial ? <span className="block text-ink-faint text-xs">and unpriced</span> : null}
          </>
        )}
      </TableCell>
    </TableRow>
  );
}

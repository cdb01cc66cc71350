import type { HoldingDto } from '#lib/investments/contract';

export type HoldingColumn = 'name' | 'value' | 'gain';
export type HoldingOrder = { column: HoldingColumn; direction: 'ascending' | 'descending' };

/** What is not known stands last in either direction. */
export function sortHoldings(
  holdings: readonly HoldingDto[],
  { column, direction }: HoldingOrder,
): HoldingDto[] {
  const sign = direction === 'ascending' ? 1 : -1;
  if (column === 'name') {
    return holdings.toSorted((a, b) => sign * a.name.localeCompare(b.name, 'en'));
  }
  const of = (each: HoldingDto) => (column === 'value' ? each.value.minor : each.gainMinor);
  return holdings.toSorted((a, b) => {
    const [first, second] = [of(a), of(b)];
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    return sign * (first - second);
  });
}

/** Pressing a column's name orders by it; pressing it again turns the order round. */
export function nextOrder(order: HoldingOrder, column: HoldingColumn): HoldingOrder {
  const natural = column === 'name' ? 'ascending' : 'descending';
  if (order.column !== column) return { column, direction: natural };
  return { column, direction: order.direction === 'ascending' ? 'descending' : 'ascending' };
}

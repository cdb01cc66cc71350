import { expect, it } from 'vitest';
import type { HoldingDto } from '#lib/investments/contract';
import { nextOrder, sortHoldings } from './sort-holdings.ts';

const holding = (name: string, minor: number, gainMinor: number | null) =>
  ({ name, value: { minor, currency: 'USD' }, gainMinor }) as HoldingDto;
const holdings = [holding('Beta', 5, null), holding('alpha', 9, -2), holding('Gamma', 7, 3)];
const names = (...order: Parameters<typeof sortHoldings>[1][]) =>
  order.map((each) => sortHoldings(holdings, each).map(({ name }) => name));

it('orders by name and value', () => {
  expect(
    names({ column: 'name', direction: 'ascending' }, { column: 'value', direction: 'descending' }),
  ).toEqual([
    ['alpha', 'Beta', 'Gamma'],
    ['alpha', 'Gamma', 'Beta'],
  ]);
});

it('puts what is not known last, whichever way it orders', () => {
  expect(
    names({ column: 'gain', direction: 'ascending' }, { column: 'gain', direction: 'descending' }),
  ).toEqual([
    ['alpha', 'Gamma', 'Beta'],
    ['Gamma', 'alpha', 'Beta'],
  ]);
});

it('begins with the most, names with the first, and turns round', () => {
  const byValue = nextOrder({ column: 'name', direction: 'ascending' }, 'value');
  expect(byValue).toEqual({ column: 'value', direction: 'descending' });
  expect(nextOrder(byValue, 'value').direction).toBe('ascending');
  expect(nextOrder(byValue, 'name').direction).toBe('ascending');
});

import { expect, it } from 'vitest';
import type { CostsDto } from '#lib/costs/contract';
import { describeLeftOut, nameProduct, sayPrice } from './cost-words.ts';

const costs: CostsDto = {
  connections: 3,
  households: 2,
  unread: 0,
  readAt: null,
  currency: 'USD',
  isFree: false,
  products: [],
  monthlyMinor: 90,
  onceMinor: null,
  withoutPrice: [],
};

it('says of each total what it leaves out', () => {
  expect(describeLeftOut(costs)).toHaveLength(2);
  const [prices, unread] = describeLeftOut({
    ...costs,
    unread: 1,
    withoutPrice: ['statements', 'income_verification'],
  });
  expect(prices).toBe('Left out, without a price: Statements and Income verification.');
  expect(unread).toContain('1 connection.');
});

it('names products and prices', () => {
  expect(nameProduct('cra_base_report')).toBe('Cra base report');
  expect(sayPrice({ per: 'month', amount: '0.30' })).toBe('0.30 a month');
  expect(sayPrice({ per: 'once', amount: '1.50' })).toBe('1.50 once');
});

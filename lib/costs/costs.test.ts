import { describe, expect, it } from 'vitest';
import { estimateCosts, estimateItem } from './estimate-costs.ts';
import { parsePrices } from './prices.ts';

const prices = parsePrices('USD transactions=0.30/month liabilities=0.125/month auth=1.50/once');
const counted = (product: string, billed: number) => ({ product, billed, added: 0, allowed: 0 });

describe('prices', () => {
  it('are read with their currency', () => {
    expect(prices).toEqual({
      currency: 'USD',
      byProduct: {
        transactions: { per: 'month', amount: '0.30' },
        liabilities: { per: 'month', amount: '0.125' },
        auth: { per: 'once', amount: '1.50' },
      },
    });
    expect(parsePrices('  EUR ')).toEqual({ currency: 'EUR', byProduct: {} });
  });

  it.each([
    '',
    'transactions=0.30/month',
    'XYZ transactions=0.30/month',
    'USD transactions=0.30',
    'USD transactions=-1/month',
    'USD transactions=0.30/call',
    'USD transactions=1e3/month',
    'USD transactions=0.30/month transactions=0.40/month',
  ])('that are unclear are none: %j', (text) => {
    expect(parsePrices(text)).toBeNull();
  });
});

describe('an estimate', () => {
  it('adds up what is billed by month and once, and names what it leaves out', () => {
    const made = estimateCosts(
      [counted('statements', 2), counted('transactions', 7), counted('liabilities', 3)],
      prices,
    );
    expect(made).toMatchObject({
      monthlyMinor: 248,
      onceMinor: null,
      withoutPrice: ['statements'],
    });
    expect(made.products.map(({ product, minor }) => [product, minor])).toEqual([
      ['transactions', 210],
      ['liabilities', 38],
      ['statements', null],
    ]);
    expect(estimateCosts([counted('auth', 4)], prices)).toMatchObject({
      monthlyMinor: null,
      onceMinor: 600,
    });
  });

  it('is rounded once, half to even, and never of what was not set', () => {
    // 0.625 and 2.10, of which each alone would be rounded.
    const parts = [counted('liabilities', 5), counted('transactions', 7)];
    expect(estimateCosts(parts, prices).monthlyMinor).toBe(272);
    expect(estimateCosts(parts, null)).toMatchObject({
      monthlyMinor: null,
      onceMinor: null,
      withoutPrice: ['transactions', 'liabilities'],
    });
    expect(estimateCosts([counted('constructor', 1)], prices).withoutPrice).toEqual([
      'constructor',
    ]);
  });

  it('leaves out nothing that is not billed', () => {
    expect(estimateCosts([{ ...counted('auth', 0), allowed: 3 }], null).withoutPrice).toEqual([]);
    expect(estimateItem(['transactions', 'auth'], prices)).toEqual({
      monthlyMinor: 30,
      isPartial: false,
    });
    expect(estimateItem(['auth', 'statements'], prices)).toEqual({
      monthlyMinor: null,
      isPartial: true,
    });
  });
});

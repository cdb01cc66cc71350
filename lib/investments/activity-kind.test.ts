import { describe, expect, it } from 'vitest';
import { type ActivityFacts, activityKindOf, flowOf } from './activity-kind.ts';

describe('activityKindOf', () => {
  it.each([
    ['buy', 'buy', 'buy'],
    ['buy', 'dividend reinvestment', 'buy'],
    ['sell', 'sell short', 'sell'],
    ['cash', 'qualified dividend', 'dividend'],
    ['fee', 'interest', 'interest'],
    ['cash', 'account fee', 'fee'],
    ['fee', null, 'fee'],
    ['cash', 'tax withheld', 'tax'],
    ['buy', 'contribution', 'contribution'],
    ['sell', 'distribution', 'withdrawal'],
    ['transfer', 'send', 'transfer'],
    ['transfer', 'split', 'other'],
    ['cancel', 'buy', 'other'],
    ['brand new', 'brand new', 'other'],
  ])('%s / %s is %s', (type, subtype, kind) => {
    expect(activityKindOf({ type, subtype })).toBe(kind);
  });
});

describe('flowOf', () => {
  const nothing = { quantity: '0', price: '0', currency: 'USD', amountMinor: 0n };
  it.each<[string, Partial<ActivityFacts> & { type: string; subtype: string }, bigint | null]>([
    ['cash that comes', { type: 'cash', subtype: 'deposit', amountMinor: 500n }, 500n],
    ['cash that goes', { type: 'cash', subtype: 'withdrawal', amountMinor: -500n }, -500n],
    ['a contribution that buys', { type: 'buy', subtype: 'contribution', amountMinor: -70n }, 70n],
    ['a payout that sells', { type: 'sell', subtype: 'distribution', amountMinor: 70n }, -70n],
    ['a purchase', { type: 'buy', subtype: 'buy', amountMinor: -70n }, 0n],
    ['a dividend', { type: 'cash', subtype: 'dividend', amountMinor: 70n }, 0n],
    ['a fee', { type: 'fee', subtype: 'account fee', amountMinor: -70n }, 0n],
    ['cash moved here', { type: 'transfer', subtype: 'transfer', amountMinor: 900n }, 900n],
    [
      'units moved here, told as a debit',
      { type: 'transfer', subtype: 'transfer', amountMinor: -900n, quantity: '3' },
      900n,
    ],
    [
      'units moved away, told with their price alone',
      { type: 'transfer', subtype: 'send', quantity: '-0.5', price: '40.25' },
      -2_012n,
    ],
    ['units nobody priced', { type: 'transfer', subtype: 'transfer', quantity: '3' }, null],
    ['a split', { type: 'transfer', subtype: 'split', quantity: '3' }, 0n],
  ])('%s', (_, row, flow) => {
    expect(flowOf({ ...nothing, ...row })).toBe(flow);
  });
});

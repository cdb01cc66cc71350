import { expect, it } from 'vitest';
import type { ProviderHolding } from '#lib/plaid/investments';
import { planHoldings } from './plan-holdings.ts';

const holding: ProviderHolding = {
  plaidAccountId: 'pa',
  plaidSecurityId: 'ps',
  quantity: '2',
  price: '10.42',
  value: '20.845',
  pricedOn: null,
  currency: 'USD',
  costMinor: 1_000,
  raw: '{"a":1}',
};
const accounts = new Map([['pa', 'a']]);
const securities = new Map([
  ['ps', 's'],
  ['pt', 't'],
]);
const plan = (...holdings: ProviderHolding[]) => planHoldings(holdings, accounts, securities);

it('makes one position of the parts that a bank tells of', () => {
  const [position, ...others] = plan(holding, { ...holding, quantity: '0.5', raw: '{"a":2}' });
  expect(others).toEqual([]);
  expect(position).toMatchObject({
    accountId: 'a',
    securityId: 's',
    quantity: '2.5',
    valueMinor: '4169',
    costMinor: 2_000,
    raw: '[{"a":1},{"a":2}]',
  });
});

it('knows no cost of a position of which one part has none', () => {
  expect(plan(holding, { ...holding, costMinor: null })[0]?.costMinor).toBeNull();
});

it('rounds what an account holds in a currency together', () => {
  const values = plan(holding, { ...holding, plaidSecurityId: 'pt' }).map(
    (each) => each.valueMinor,
  );
  expect(values).toEqual(['2085', '2084']);
});

it('leaves out what is of an account or a security that it was not told of', () => {
  expect(
    plan({ ...holding, plaidAccountId: 'other' }, { ...holding, plaidSecurityId: 'other' }),
  ).toEqual([]);
});

import { expect, it } from 'vitest';
import { processors } from '#lib/plaid/processors';
import { partnerNames, partners } from './partners.ts';

it('names every partner that Plaid knows, and Stripe, each by a name of its own', () => {
  expect(partners.toSorted()).toEqual([...processors.options, 'stripe'].toSorted());
  expect(new Set(Object.values(partnerNames)).size).toBe(partners.length);
});

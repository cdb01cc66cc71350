import { expect, it } from 'vitest';
import { judgeOffer } from './judge-offer.ts';

it.each([
  ['is on its way once it was added', { products: ['statements'], available_products: [] }],
  ['is not known before Plaid has told of the Item', null],
])('what has to be added %s', (_name, plaid) => {
  expect(judgeOffer(plaid, 'statements')).toBe('waiting');
});

it('is for the person to allow where the bank has it, and nobody’s elsewhere', () => {
  const products = ['transactions'];
  expect(judgeOffer({ products, available_products: ['statements'] }, 'statements')).toBe(
    'needs_consent',
  );
  expect(judgeOffer({ products, available_products: ['auth'] }, 'statements')).toBe('unsupported');
});

import { expect, it } from 'vitest';
import { askConsent } from './ask-consent.ts';

const now = new Date('2026-03-01T12:00:00Z');
const ask = (names: string[], has: string[] = []) => askConsent({ names, has }, now);

it('asks for nothing where nothing is named', () => {
  expect(ask([])).toEqual({});
});

it('asks for products to be allowed, and for statements to be added with two years of days', () => {
  expect(ask(['liabilities', 'statements', 'auth'])).toEqual({
    additional_consented_products: ['liabilities', 'auth'],
    products: ['statements'],
    statements: { start_date: '2024-03-01', end_date: '2026-03-01' },
  });
  expect(ask(['statements'])).not.toHaveProperty('additional_consented_products');
  expect(ask(['auth'])).toEqual({ additional_consented_products: ['auth'] });
});

it('has reports added, which know no days', () => {
  expect(ask(['assets'])).toEqual({ products: ['assets'] });
  expect(ask(['assets', 'statements'])).toMatchObject({
    products: ['assets', 'statements'],
  });
});

it('leads to the bank’s own page again for what was allowed, and left out there', () => {
  expect(ask(['auth'], ['transactions', 'auth'])).toEqual({ products: ['auth'] });
  expect(ask(['identity', 'liabilities'], ['identity', 'liabilities'])).toEqual({
    products: ['identity'],
    additional_consented_products: ['liabilities'],
  });
});

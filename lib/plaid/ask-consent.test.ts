import { expect, it } from 'vitest';
import { askConsent } from './ask-consent.ts';

const now = new Date('2026-03-01T12:00:00Z');

it('asks for nothing where nothing is named', () => {
  expect(askConsent([], now)).toEqual({});
});

it('asks for products to be allowed, and for statements to be added with two years of days', () => {
  expect(askConsent(['liabilities', 'statements', 'auth'], now)).toEqual({
    additional_consented_products: ['liabilities', 'auth'],
    products: ['statements'],
    statements: { start_date: '2024-03-01', end_date: '2026-03-01' },
  });
  expect(askConsent(['statements'], now)).not.toHaveProperty('additional_consented_products');
  expect(askConsent(['auth'], now)).toEqual({ additional_consented_products: ['auth'] });
});

it('has reports added, which know no days', () => {
  expect(askConsent(['assets'], now)).toEqual({ products: ['assets'] });
  expect(askConsent(['assets', 'statements'], now)).toMatchObject({
    products: ['assets', 'statements'],
  });
});

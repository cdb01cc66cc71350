import { expect, it } from 'vitest';
import { describeProduct, type ProductFacts } from './describe-product.ts';

const where = { what: 'the terms of your loans', bank: 'First Bank', decides: true };
const say = (facts: Partial<ProductFacts>, decides = true) =>
  describeProduct(
    { state: 'ready', errorType: null, errorCode: null, fetchedAt: null, ...facts },
    { ...where, decides },
  );
const failed = (errorType: string, errorCode: string) =>
  say({ state: 'failed', errorType, errorCode });

it('says nothing where all is well, and what is on its way where it was never asked for', () => {
  expect(say({})).toBeNull();
  const gathering =
    'Plaid is gathering the terms of your loans at First Bank. They appear here by themselves.';
  expect(describeProduct(null, where)).toBe(gathering);
  expect(say({ state: 'waiting', errorCode: 'PRODUCT_NOT_READY' })).toBe(gathering);
});

it('tells what a bank does not have from what this installation may not ask for', () => {
  expect(say({ state: 'unsupported', errorCode: 'PRODUCTS_NOT_SUPPORTED' })).toContain(
    'First Bank does not share',
  );
  expect(say({ state: 'unsupported', errorCode: 'INVALID_PRODUCT' })).toContain(
    'Whoever runs it can ask Plaid',
  );
});

it('says who can allow it', () => {
  expect(say({ state: 'needs_consent' })).toContain('Give permission');
  expect(say({ state: 'needs_consent' }, false)).toContain('Only who linked it');
});

it('says of a failure whose turn it is, and that what was read before stays', () => {
  expect(failed('API_ERROR', 'INTERNAL_SERVER_ERROR')).toContain('we keep trying');
  expect(failed('ITEM_ERROR', 'ITEM_LOGIN_REQUIRED')).toContain('Its connection says what to do');
  expect(failed('INVALID_REQUEST', 'UNKNOWN_FIELDS')).toContain(
    '(UNKNOWN_FIELDS); whoever runs this app',
  );
  const before = say({
    state: 'failed',
    errorType: 'API_ERROR',
    errorCode: 'X',
    fetchedAt: new Date(),
  });
  expect(before).toContain('What was read before is still here.');
});

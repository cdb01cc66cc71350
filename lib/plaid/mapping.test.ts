import { describe, expect, it } from 'vitest';
import { accountSchema, toProviderAccount } from './accounts.ts';
import { toProviderTransaction } from './transactions.ts';

const account = {
  account_id: 'a1',
  name: 'Card',
  type: 'credit',
  balances: { current: 410, available: null, limit: 2000, iso_currency_code: 'USD' },
};

const transaction = {
  transaction_id: 't1',
  account_id: 'a1',
  pending: false,
  amount: 12.5,
  iso_currency_code: 'USD',
  date: '2026-03-01',
  name: 'STARBUCKS 123',
};

describe('toProviderAccount', () => {
  it('keeps Plaid’s sign: what is owed on a card is positive', () => {
    expect(toProviderAccount(account)).toMatchObject({
      currentMinor: 41_000,
      availableMinor: null,
      limitMinor: 200_000,
      currency: 'USD',
    });
  });

  it('keeps unofficial currencies with eight decimals', () => {
    const balances = { current: 0.12345678, unofficial_currency_code: 'BTC' };
    expect(toProviderAccount({ ...account, balances })).toMatchObject({
      currentMinor: 12_345_678,
      currency: 'BTC',
    });
  });

  it('does not make a zero of what the bank does not say', () => {
    const balances = { current: null, iso_currency_code: 'USD' };
    expect(toProviderAccount({ ...account, balances }).currentMinor).toBeNull();
  });

  it.each([
    ['2026-11-20T06:30:00Z', new Date('2026-11-20T06:30:00Z')],
    ['2026-11-20T06:30:00+02:00', new Date('2026-11-20T04:30:00Z')],
    [null, null],
    [undefined, null],
    ['yesterday', null],
  ])('knows of %j when the balance was brought up to date', (given, balanceUpdatedAt) => {
    const balances = { ...account.balances, last_updated_datetime: given };
    const parsed = accountSchema.parse({ ...account, balances });
    expect(toProviderAccount(parsed)).toMatchObject({ balanceUpdatedAt, currentMinor: 41_000 });
  });

  it('keeps the whole answer', () => {
    const given = { ...account, brand_new_field: 1 };
    expect(toProviderAccount(given).raw).toEqual(given);
  });
});

describe('toProviderTransaction', () => {
  it.each([
    [12.5, -1250],
    [-2078.5, 207_850],
    [0, 0],
  ])('turns Plaid’s %d into %d: money in is positive', (amount, minor) => {
    const { amountMinor } = toProviderTransaction({ ...transaction, amount });
    expect(amountMinor).toBe(minor);
    expect(Object.is(amountMinor, -0)).toBe(false);
  });

  it.each([
    [{ merchant_name: 'Starbucks' }, 'Starbucks'],
    [{ merchant_name: null, counterparties: [{ name: 'Square' }] }, 'Square'],
    [{ merchant_name: null, counterparties: [] }, null],
    [{ merchant_name: '  ' }, null],
  ])('takes the merchant from %j', (fields, merchantName) => {
    expect(toProviderTransaction({ ...transaction, ...fields }).merchantName).toBe(merchantName);
  });

  it('falls back to the original description, and never to nothing', () => {
    const unnamed = { ...transaction, name: null, original_description: 'POS 1' };
    expect(toProviderTransaction(unnamed)).toMatchObject({
      name: 'POS 1',
      originalDescription: null,
    });
    const blank = { ...unnamed, original_description: '' };
    expect(toProviderTransaction(blank).name).toBe('No description');
  });

  it('keeps the original description where it is another text than the name', () => {
    const tidied = {
      ...transaction,
      name: 'Uber',
      original_description: ' Uber  063015 SF**POOL** ',
    };
    expect(toProviderTransaction(tidied).originalDescription).toBe('Uber 063015 SF**POOL**');
    const same = { ...tidied, original_description: 'Uber' };
    expect(toProviderTransaction(same).originalDescription).toBeNull();
  });

  it('links a posted row to its pending one', () => {
    const posted = { ...transaction, pending_transaction_id: 't0' };
    expect(toProviderTransaction(posted).plaidPendingId).toBe('t0');
  });

  it('takes control characters out of bank text', () => {
    const odd = { ...transaction, name: 'A\u0000B\n\tC' };
    expect(toProviderTransaction(odd).name).toBe('A B C');
  });
});

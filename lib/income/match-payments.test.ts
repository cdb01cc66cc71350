import { describe, expect, it } from 'vitest';
import { matchPayments, type OwnRow, type Payment } from './match-payments.ts';

const pay = (on: string, minor = 184_607, mask: string | null = '0000'): Payment => ({
  on,
  minor,
  currency: 'USD',
  mask,
});
const row = (id: string, on: string, minor = 184_607, mask: string | null = '0000'): OwnRow => ({
  ...pay(on, minor, mask),
  id,
});

const match = (payments: Payment[], rows: OwnRow[]) =>
  matchPayments(payments, rows).map((found) => found?.id ?? null);

describe('matchPayments', () => {
  it('finds the same amount within three days, the nearest first', () => {
    const rows = [row('late', '2026-03-09'), row('near', '2026-03-07'), row('far', '2026-03-20')];
    expect(match([pay('2026-03-06')], rows)).toEqual(['near']);
    expect(match([pay('2026-03-13')], rows)).toEqual([null]);
  });

  it('gives a row to one payment alone, to the one it is nearest to', () => {
    const rows = [row('a', '2026-03-06')];
    expect(match([pay('2026-03-05'), pay('2026-03-06')], rows)).toEqual([null, 'a']);
  });

  it('takes no other amount, currency or account', () => {
    const payment = pay('2026-03-06');
    expect(match([payment], [row('a', '2026-03-06', 184_608)])).toEqual([null]);
    expect(match([payment], [row('a', '2026-03-06', 184_607, '1111')])).toEqual([null]);
    const euros = { ...row('a', '2026-03-06'), currency: 'EUR' };
    expect(match([payment], [euros])).toEqual([null]);
  });

  it('prefers the same account where the other one does not say which it is', () => {
    const rows = [row('unsaid', '2026-03-06', 184_607, null), row('same', '2026-03-06')];
    expect(match([pay('2026-03-06')], rows)).toEqual(['same']);
    expect(match([pay('2026-03-06', 184_607, null)], rows)).toEqual(['same']);
  });
});

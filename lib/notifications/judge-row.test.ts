import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeRow, type NewRow, type Past, type Payment } from './judge-row.ts';
import { notificationKinds } from './kinds.ts';

const all = new Set(notificationKinds);
const largeFrom = { minor: 50_000, currency: 'USD' };
const none: Past = { ofMerchant: [], ofCategory: [] };

function row(facts: Partial<NewRow> = {}): NewRow {
  return {
    transactionId: 'new',
    accountId: 'account',
    date: '2026-11-20',
    merchant: 'Oak & Sons',
    currency: 'USD',
    category: { id: 'home', name: 'Home' },
    spentMinor: 0,
    backMinor: 0,
    ...facts,
  };
}

function payments(sizes: number[], facts: Partial<Payment> = {}): Payment[] {
  return sizes.map((spentMinor, index) => ({
    transactionId: `paid-${index}`,
    date: '2026-10-01',
    currency: 'USD',
    spentMinor,
    ...facts,
  }));
}

const judge = (facts: Partial<NewRow>, past: Partial<Past> = {}) =>
  judgeRow(row(facts), { ...none, ...past }, largeFrom, all);

describe('a large payment', () => {
  it.each([
    ['a cent less', 49_999, 'USD', false],
    ['exactly so much', 50_000, 'USD', true],
    ['another currency', 90_000, 'EUR', false],
  ])('is told of by the member’s limit: %s', (_what, spentMinor, currency, isTold) => {
    const verdict = judge({ spentMinor, currency });
    expect(verdict).toEqual(isTold ? { kind: 'large_payment', fromMinor: 50_000 } : null);
  });

  it('is never money that came in, nor a transfer, of which nothing is spent', () => {
    expect(judge({ backMinor: 90_000 })).toBeNull();
    expect(judge({})).toBeNull();
  });
});

describe('an unusual payment', () => {
  const five = { ofMerchant: payments([4_000, 5_000, 6_000, 5_000, 5_000]) };

  it('is three times what the merchant usually costs, with the figures', () => {
    expect(judge({ spentMinor: 15_000 }, five)).toEqual({
      kind: 'unusual_payment',
      usual: {
        of: 'merchant',
        name: 'Oak & Sons',
        count: 5,
        medianMinor: 5_000,
        mostMinor: 6_000,
      },
    });
    expect(judge({ spentMinor: 14_999 }, five)).toBeNull();
  });

  it('is not what was paid before, or what is little money', () => {
    const once = { ofMerchant: payments([5_000, 5_000, 5_000, 5_000, 20_000]) };
    expect(judge({ spentMinor: 20_000 }, once)).toBeNull();
    const coffee = { ofMerchant: payments([400, 400, 400, 400, 400]) };
    expect(judge({ spentMinor: 2_399 }, coffee)).toBeNull();
    expect(judge({ spentMinor: 2_400 }, coffee)).not.toBeNull();
  });

  it('goes by the category where the merchant is too new, and asks more of it', () => {
    const ofCategory = payments(Array<number>(12).fill(3_000));
    const few = payments([3_000, 3_000, 3_000, 3_000]);
    expect(judge({ spentMinor: 15_000 }, { ofMerchant: few, ofCategory })).toMatchObject({
      usual: { of: 'category', name: 'Home', count: 12 },
    });
    expect(judge({ spentMinor: 14_999 }, { ofCategory })).toBeNull();
    expect(judge({ spentMinor: 15_000 }, { ofCategory: ofCategory.slice(1) })).toBeNull();
    expect(judge({ spentMinor: 15_000, category: null }, { ofCategory })).toBeNull();
  });

  it('is held against its own currency, and against what came before it', () => {
    const sizes = [5_000, 5_000, 5_000, 5_000, 5_000];
    const euros = { ofMerchant: payments(sizes, { currency: 'EUR' }) };
    expect(judge({ spentMinor: 20_000 }, euros)).toBeNull();
    const later = { ofMerchant: payments(sizes, { date: '2026-11-21' }) };
    expect(judge({ spentMinor: 20_000 }, later)).toBeNull();
  });

  it('says more than that it is large, and is large where nobody wants to hear that', () => {
    expect(judge({ spentMinor: 60_000 }, five)?.kind).toBe('unusual_payment');
    const rest = new Set(notificationKinds.filter((kind) => kind !== 'unusual_payment'));
    const verdict = judgeRow(row({ spentMinor: 60_000 }), { ...none, ...five }, largeFrom, rest);
    expect(verdict?.kind).toBe('large_payment');
  });
});

describe('a refund', () => {
  const ofMerchant = [
    ...payments([3_000], { transactionId: 'same', date: '2026-08-01' }),
    ...payments([9_000], { transactionId: 'more', date: '2026-11-01' }),
    ...payments([1_000], { transactionId: 'less', date: '2026-11-19' }),
  ];

  it.each([
    ['exactly what was paid once', 3_000, 'same'],
    ['a part of the latest that was enough', 2_000, 'more'],
    ['more than was ever paid', 9_001, null],
  ])('is held against %s', (_what, backMinor, paidBy) => {
    const verdict = judge({ backMinor, spentMinor: -backMinor }, { ofMerchant });
    expect(verdict).toEqual(
      paidBy && {
        kind: 'refund_arrived',
        paid: expect.objectContaining({ transactionId: paidBy }),
      },
    );
  });

  it('is of nobody without a name', () => {
    expect(judge({ backMinor: 1_000, merchant: '' }, { ofMerchant })).toBeNull();
  });
});

describe('whatever came before', () => {
  const payment = fc.record({
    transactionId: fc.constantFrom('new', 'a', 'b', 'c', 'd', 'e', 'f', 'g'),
    date: fc.constantFrom('2025-12-01', '2026-06-01', '2026-11-20', '2026-11-21'),
    currency: fc.constantFrom('USD', 'EUR'),
    spentMinor: fc.integer({ min: 1, max: 100_000 }),
  });
  const past = fc.record({
    ofMerchant: fc.uniqueArray(payment, { selector: (each) => each.transactionId }),
    ofCategory: fc.uniqueArray(payment, { selector: (each) => each.transactionId }),
  });
  const amount = fc.integer({ min: -200_000, max: 200_000 });
  const kinds = fc.subarray([...notificationKinds]).map((each) => new Set(each));

  it('tells only what is wanted, whatever order it is read in, and never calls less than before unusual', () => {
    fc.assert(
      fc.property(past, amount, kinds, (before, minor, wanted) => {
        const judged = row({ spentMinor: minor, backMinor: Math.max(0, -minor) });
        const verdict = judgeRow(judged, before, largeFrom, wanted);
        const turned = {
          ofMerchant: before.ofMerchant.toReversed(),
          ofCategory: before.ofCategory.toReversed(),
        };
        expect(judgeRow(judged, turned, largeFrom, wanted)).toEqual(verdict);
        if (!verdict) return;
        expect(wanted).toContain(verdict.kind);
        if (verdict.kind === 'refund_arrived') {
          expect(verdict.paid.spentMinor).toBeGreaterThanOrEqual(-minor);
          expect(verdict.paid).toMatchObject({ currency: 'USD' });
          expect(verdict.paid.transactionId).not.toBe('new');
        }
        if (verdict.kind !== 'unusual_payment') return;
        const held = verdict.usual.of === 'merchant' ? before.ofMerchant : before.ofCategory;
        const sizes = held
          .filter((each) => each.currency === 'USD' && each.date <= judged.date)
          .filter((each) => each.transactionId !== 'new')
          .map((each) => each.spentMinor);
        expect(verdict.usual).toMatchObject({
          count: sizes.length,
          mostMinor: Math.max(...sizes),
        });
        expect(minor).toBeGreaterThan(Math.max(...sizes));
      }),
      { numRuns: 1_000 },
    );
  });
});

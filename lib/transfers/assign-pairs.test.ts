import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#lib/dates/civil-date';
import { assignPairs } from './assign-pairs.ts';
import { type End, type Pair, scorePair } from './score-pair.ts';

const first = '2026-03-02';

let count = 0;
function end(amountMinor: number, fields: Partial<End> = {}): End {
  count += 1;
  return {
    id: `row-${count}`,
    accountId: amountMinor < 0 ? 'checking' : 'savings',
    mask: null,
    date: first,
    amountMinor: BigInt(amountMinor),
    currency: 'USD',
    code: amountMinor < 0 ? 'TRANSFER_OUT_ACCOUNT_TRANSFER' : 'TRANSFER_IN_ACCOUNT_TRANSFER',
    text: 'Online transfer',
    ...fields,
  };
}

const pairsOf = (ends: End[]): Pair[] =>
  ends
    .filter(({ amountMinor }) => amountMinor < 0n)
    .flatMap((out) =>
      ends.filter(({ amountMinor }) => amountMinor > 0n).map((into) => ({ out, in: into })),
    );
const assign = (...ends: End[]) => assignPairs(pairsOf(ends));

describe('two rows', () => {
  const both = ['same_amount', 'both_called', 'only_candidate'];
  it.each<[string, [End, End], { state: string; reasons: string[] }]>([
    [
      'on one day, both called a transfer',
      [end(-500), end(500)],
      { state: 'confirmed', reasons: both },
    ],
    [
      'four days apart, both called a transfer',
      [end(-500), end(500, { date: addDays(first, 4) })],
      { state: 'confirmed', reasons: both },
    ],
    [
      'arriving before they leave',
      [end(-500), end(500, { date: addDays(first, -2) })],
      { state: 'confirmed', reasons: both },
    ],
    [
      'a week apart, both called a transfer',
      [end(-500), end(500, { date: addDays(first, 7) })],
      { state: 'suggested', reasons: both },
    ],
    [
      'a card’s payment',
      [
        end(-900, { code: 'LOAN_PAYMENTS_CREDIT_CARD_PAYMENT' }),
        end(900, { accountId: 'card', code: 'LOAN_PAYMENTS' }),
      ],
      { state: 'confirmed', reasons: both },
    ],
    [
      'one called a transfer, the other silent',
      [end(-500), end(500, { code: null })],
      { state: 'suggested', reasons: ['same_amount', 'one_called', 'only_candidate'] },
    ],
    [
      'one called a transfer, which names the other’s account',
      [end(-500, { text: 'To ••4821' }), end(500, { code: null, mask: '4821' })],
      {
        state: 'confirmed',
        reasons: ['same_amount', 'one_called', 'names_account', 'only_candidate'],
      },
    ],
    [
      'neither called anything',
      [end(-500, { code: null }), end(500, { code: null })],
      { state: 'suggested', reasons: ['same_amount', 'only_candidate'] },
    ],
    [
      'of two currencies',
      [end(-500), end(460, { currency: 'EUR' })],
      { state: 'suggested', reasons: ['exchanged', 'both_called', 'only_candidate'] },
    ],
  ])('%s', (_what, ends, expected) => {
    expect(assign(...ends)).toMatchObject([expected]);
  });

  it.each<[string, [End, End]]>([
    ['of one account', [end(-500), end(500, { accountId: 'checking' })]],
    ['of other amounts', [end(-500), end(501)]],
    ['more than a week apart', [end(-500), end(500, { date: addDays(first, 8) })]],
    [
      'a coffee and a refund',
      [end(-500, { code: 'FOOD_AND_DRINK_COFFEE' }), end(500, { code: 'INCOME_OTHER_INCOME' })],
    ],
    ['a purchase and a transfer', [end(-500, { code: 'GENERAL_MERCHANDISE' }), end(500)]],
    [
      'of two currencies, four days apart',
      [end(-500), end(460, { currency: 'EUR', date: addDays(first, 4) })],
    ],
    ['of two currencies, one called none', [end(-500), end(460, { currency: 'EUR', code: null })]],
  ])('%s are none', (_what, ends) => {
    expect(assign(...ends)).toEqual([]);
  });
});

describe('several rows', () => {
  it('of one amount and day in two accounts are asked about', () => {
    const [near, far] = [end(500), end(500, { accountId: 'brokerage' })];
    const [pair, ...more] = assign(end(-500), near, far);
    expect(more).toEqual([]);
    expect(pair).toMatchObject({ state: 'suggested' });
    expect(pair?.reasons).toContain('one_of_several');
  });

  it('two leaving and two arriving alike are both asked about, none is taken for sure', () => {
    const pairs = assign(end(-500), end(-500), end(500), end(500));
    expect(pairs.map(({ state }) => state)).toEqual(['suggested', 'suggested']);
  });

  it('a week apart each pair up with their own', () => {
    const week = (days: number) => ({ date: addDays(first, days) });
    const rows = [0, 7, 14].flatMap((days) => [end(-500, week(days)), end(500, week(days + 1))]);
    const pairs = assign(...rows);
    expect(pairs).toHaveLength(3);
    for (const pair of pairs) expect(pair).toMatchObject({ days: 1, state: 'confirmed' });
  });

  it('the one the bank calls a transfer goes before the one it calls income', () => {
    const wage = end(500, { code: 'INCOME_WAGES', accountId: 'other' });
    const [pair] = assign(end(-500), wage, end(500));
    expect(pair).toMatchObject({ state: 'confirmed', in: { accountId: 'savings' } });
  });
});

const ends = fc
  .array(
    fc.record({
      accountId: fc.constantFrom('a', 'b', 'c'),
      day: fc.integer({ min: 0, max: 20 }),
      amount: fc.constantFrom(-1, 1),
      size: fc.constantFrom(100, 200, 300),
      currency: fc.constantFrom('USD', 'EUR'),
      code: fc.constantFrom(null, 'TRANSFER_IN', 'TRANSFER_OUT', 'INCOME_WAGES', 'OTHER'),
    }),
    { maxLength: 16 },
  )
  .map((rows) =>
    rows.map(({ day, amount, size, ...rest }, index) =>
      end(amount * size, { ...rest, id: `id-${index}`, date: addDays(first, day) }),
    ),
  );

describe('whatever rows there are', () => {
  it('each is an end of one pair at most, and every pair could be one', () => {
    fc.assert(
      fc.property(ends, (rows) => {
        const pairs = assign(...rows);
        const ids = pairs.flatMap(({ out, in: into }) => [out.id, into.id]);
        expect(new Set(ids).size).toBe(ids.length);
        for (const pair of pairs) expect(scorePair(pair)).not.toBeNull();
      }),
    );
  });

  it('their order makes no difference', () => {
    fc.assert(
      fc.property(ends, fc.infiniteStream(fc.nat()), (rows, places) => {
        const shuffled = rows
          .map((row) => ({ row, place: places.next().value }))
          .sort((a, b) => a.place - b.place)
          .map(({ row }) => row);
        expect(assign(...shuffled)).toEqual(assign(...rows));
      }),
    );
  });

  it('rows of other sizes make no difference, so that a sync looks at few', () => {
    fc.assert(
      fc.property(ends, (rows) => {
        const same = rows.filter(({ currency }) => currency === 'USD');
        const pairs = assign(...same);
        for (const size of [100n, 200n, 300n]) {
          const ofSize = (amount: bigint) => amount === size || amount === -size;
          expect(assign(...same.filter(({ amountMinor }) => ofSize(amountMinor)))).toEqual(
            pairs.filter(({ in: into }) => ofSize(into.amountMinor)),
          );
        }
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RuleShare, type RuleSplit, ruleSplit } from './contract.ts';
import { splitRow } from './split-row.ts';

const sorting = { categoryId: null, note: null, tagIds: [] };
const split = (...shares: RuleShare[]): RuleSplit => ({
  currency: shares.some(({ kind }) => kind === 'size') ? 'USD' : null,
  parts: shares.map((of) => ({ of, ...sorting })),
});
const share = (hundredths: number): RuleShare => ({ kind: 'share', share: hundredths });
const size = (minor: number): RuleShare => ({ kind: 'size', minor });
const rest: RuleShare = { kind: 'rest' };
const row = (minor: number, currency = 'USD') => ({ amountMinor: BigInt(minor), currency });
const amounts = (rule: RuleSplit, of: ReturnType<typeof row>) =>
  splitRow(rule, of).map(({ amountMinor }) => Number(amountMinor));

describe('a rule that splits', () => {
  it.each<[string, RuleShare[], number, number[]]>([
    ['by thirds', [share(3_333), share(3_333), share(3_334)], -1_000, [-333, -333, -334]],
    ['money in as money out', [share(5_000), share(5_000)], 101, [51, 50]],
    ['what is fixed first, the rest after', [size(1_200), rest], -5_000, [-1_200, -3_800]],
    [
      'shares of the whole amount beside what is fixed',
      [size(1_000), share(5_000), rest],
      -5_000,
      [-1_000, -2_500, -1_500],
    ],
    ['nothing that is smaller than what is fixed', [size(1_200), rest], -1_200, []],
    ['nothing of which no rest is left', [size(3_000), share(5_000), rest], -5_000, []],
    ['nothing too small for all its parts', [share(100), share(9_900)], -1, []],
    ['nothing of no amount', [share(5_000), rest], 0, []],
  ])('splits %s', (_what, shares, minor, expected) => {
    const rule = split(...shares);
    expect(ruleSplit.safeParse(rule).success).toBe(true);
    expect(amounts(rule, row(minor))).toEqual(expected);
  });

  it('splits nothing in another currency than that of its amounts', () => {
    expect(amounts(split(size(100), rest), row(-500, 'EUR'))).toEqual([]);
    expect(amounts(split(share(5_000), rest), row(-500, 'EUR'))).toEqual([-250, -250]);
  });

  it.each([
    ['one part', [rest]],
    ['two rests', [rest, rest]],
    ['fixed amounts without a rest', [size(1), size(2)]],
    ['shares that do not come to the whole', [share(5_000), share(4_999)]],
    ['more than the whole', [share(9_000), share(2_000), rest]],
  ])('is none with %s', (_what, shares) => {
    expect(ruleSplit.safeParse(split(...shares)).success).toBe(false);
  });

  it('always comes to the amount, in parts of its own sign, whatever it says', () => {
    const anyShare = fc.oneof(
      fc.integer({ min: 1, max: 5_000 }).map(share),
      fc.integer({ min: 1, max: 5_000 }).map(size),
    );
    const minor = fc.integer({ min: -10_000_000, max: 10_000_000 });
    fc.assert(
      fc.property(fc.array(anyShare, { minLength: 1, maxLength: 6 }), minor, (shares, amount) => {
        const made = splitRow(split(...shares, rest), row(amount));
        if (made.length === 0) return;
        expect(made.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)).toBe(BigInt(amount));
        expect(made.every(({ amountMinor }) => amountMinor < 0n === amount < 0)).toBe(true);
        expect(made.every(({ amountMinor }) => amountMinor !== 0n)).toBe(true);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Position, sumPortfolio } from './sum-portfolio.ts';
import { tieHoldings } from './tie-holdings.ts';

const stock: Position = {
  accountId: 'a',
  type: 'equity',
  sector: 'Finance',
  isCash: false,
  valueMinor: 6_000,
  costMinor: 5_000,
};
const fund = { ...stock, type: 'etf', sector: null, valueMinor: 3_000, costMinor: null };
const cash = {
  ...stock,
  type: 'cash',
  sector: null,
  isCash: true,
  valueMinor: 1_000,
  costMinor: 1,
};

describe('sumPortfolio', () => {
  it('counts a gain where the cost is known, says of how much it is not, and none of cash', () => {
    expect(sumPortfolio([stock, fund, cash])).toMatchObject({
      valueMinor: 10_000,
      cashMinor: 1_000,
      gain: { gainMinor: 1_000, costMinor: 5_000, unknownMinor: 3_000 },
    });
    expect(sumPortfolio([fund, cash]).gain).toBeNull();
    expect(sumPortfolio([]).gain).toBeNull();
  });

  it('takes it apart, what is not known last', () => {
    const sums = sumPortfolio([fund, cash, stock]);
    expect(sums.byType.map(({ key, permille }) => [key, permille])).toEqual([
      ['equity', 600],
      ['etf', 300],
      ['cash', 100],
    ]);
    expect(sums.bySector.map(({ key, minor }) => [key, minor])).toEqual([
      ['Finance', 6_000],
      ['cash', 1_000],
      [null, 3_000],
    ]);
  });

  it('names no shares of a whole in which something is owed', () => {
    const short = { ...fund, valueMinor: -500 };
    expect(sumPortfolio([stock, short]).byType.map(({ permille }) => permille)).toEqual([
      null,
      null,
    ]);
    expect(sumPortfolio([{ ...stock, valueMinor: 0 }]).byType[0]?.permille).toBeNull();
  });
});

describe('cash', () => {
  it.each([
    ['listed as a holding', 10_000n, 1_000n, 10_000n, 1_000n, 0n],
    ['in the balance alone', 9_000n, 0n, 10_000n, 1_000n, 1_000n],
    ['in the balance, of which not all can be withdrawn', 9_000n, 0n, 10_000n, 400n, 0n],
    ['in no balance that the bank gives', 9_000n, 0n, null, 1_000n, 0n],
    ['listed, and something else is missing', 9_000n, 1_000n, 10_000n, 1_000n, 0n],
  ])('%s', (_, heldMinor, heldCashMinor, balanceMinor, availableMinor, unlistedCashMinor) => {
    const tie = tieHoldings({ heldMinor, heldCashMinor, balanceMinor, availableMinor });
    expect(tie).toEqual({ unlistedCashMinor, totalMinor: heldMinor + unlistedCashMinor });
  });

  it('counts once, whichever way the bank tells of it', () => {
    const minor = fc.integer({ min: 0, max: 1_000_000 });
    const account = fc.record({
      invested: fc.array(minor, { maxLength: 8 }),
      cash: minor,
      lists: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(account, { minLength: 1, maxLength: 6 }), (accounts) => {
        const positions = accounts.flatMap(
          ({ invested, cash: money, lists }, index): Position[] => {
            const own = invested.map((valueMinor) => ({
              ...stock,
              accountId: String(index),
              valueMinor,
            }));
            const heldMinor = invested.reduce((sum, each) => sum + each, lists ? money : 0);
            const balance = invested.reduce((sum, each) => sum + each, money);
            const { unlistedCashMinor } = tieHoldings({
              heldMinor: BigInt(heldMinor),
              heldCashMinor: BigInt(lists ? money : 0),
              balanceMinor: BigInt(balance),
              availableMinor: BigInt(money),
            });
            const told = lists ? money : Number(unlistedCashMinor);
            return [...own, { ...cash, accountId: String(index), valueMinor: told }];
          },
        );
        const sums = sumPortfolio(positions);
        const whole = accounts.reduce(
          (sum, each) => sum + each.cash + each.invested.reduce((all, one) => all + one, 0),
          0,
        );
        expect(sums.valueMinor).toBe(whole);
        expect(sums.cashMinor).toBe(accounts.reduce((sum, each) => sum + each.cash, 0));
        for (const parts of [sums.byType, sums.byAccount, sums.bySector]) {
          expect(parts.reduce((sum, each) => sum + each.minor, 0)).toBe(whole);
          if (whole > 0) {
            expect(parts.reduce((sum, each) => sum + (each.permille ?? 0), 0)).toBe(1_000);
          }
        }
      }),
    );
  });
});

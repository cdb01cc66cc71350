import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PlannedDebt, type PlanOrder, planPayoff } from './plan-payoff.ts';

const one = (owedMinor: number, rate: string, paymentMinor: number): PlannedDebt[] => [
  { id: 'a', owedMinor, rate, paymentMinor },
];
const minimum = { extraMinor: 0, order: 'minimum' } as const;

describe('worked examples', () => {
  it('pays off what the sample Loan Estimate says (Regulation Z, appendix H, form H-24(B))', () => {
    // $162,000 at 3.875 % for 30 years, $761.78 a month; "In 5 years … principal you will have paid off: $15,773".
    const { leftMinor, months } = planPayoff(one(16_200_000, '3.875', 76_178), minimum);
    expect(Math.round((16_200_000 - (leftMinor[60] ?? 0)) / 100)).toBe(15_773);
    // The payment is rounded down to the cent, so that some cents are left for one month more.
    expect(months).toBe(361);
    expect(leftMinor[360]).toBeLessThan(1_000);
  });

  it('pays a card off in the three years of the sample statement (Regulation Z, appendix G, form G-18(F))', () => {
    // $1,784.53 at 14.99 %: "If you pay $62 … you will pay off the balance in about 3 years".
    expect(planPayoff(one(178_453, '14.99', 6_200), minimum)).toMatchObject({
      months: 36,
      paidMinor: 222_534,
      interestMinor: 44_081,
    });
  });

  it('bears what is reckoned by hand', () => {
    // 1,000.00 at 12 %: 10.00, then 6.06 of 606.00 (half to even), then the rest.
    expect(planPayoff(one(100_000, '12', 40_400), minimum)).toEqual({
      months: 3,
      interestMinor: 1_000 + 606 + 208,
      paidMinor: 101_814,
      leftMinor: [100_000, 60_600, 20_806, 0],
      debts: [{ id: 'a', months: 3, interestMinor: 1_814 }],
    });
  });

  it('promises nothing where the payment does not cover the interest', () => {
    const { months, debts, leftMinor } = planPayoff(one(100_000, '24', 2_000), minimum);
    expect([months, debts[0]?.months]).toEqual([null, null]);
    expect(leftMinor.at(-1)).toBe(100_000);
  });
});

describe('what is left over', () => {
  const two: PlannedDebt[] = [
    { id: 'small', owedMinor: 50_000, rate: '5', paymentMinor: 2_500 },
    { id: 'dear', owedMinor: 200_000, rate: '20', paymentMinor: 5_000 },
  ];
  const monthsOf = (order: PlanOrder) =>
    Object.fromEntries(
      planPayoff(two, { extraMinor: 20_000, order }).debts.map(({ id, months }) => [id, months]),
    );

  it('goes to the highest rate, or to the smallest balance, and what was freed goes on', () => {
    const [avalanche, snowball] = [monthsOf('avalanche'), monthsOf('snowball')];
    expect(snowball.small).toBeLessThan(avalanche.small ?? 0);
    expect(avalanche.dear).toBeLessThan(snowball.dear ?? 0);
    const alone = planPayoff(two, minimum);
    expect(planPayoff(two, { extraMinor: 0, order: 'avalanche' }).months).toBeLessThan(
      alone.months ?? 0,
    );
  });
});

const anyDebts = fc
  .array(
    fc.record({
      owedMinor: fc.integer({ min: 0, max: 5_000_000 }),
      rate: fc.integer({ min: 0, max: 40_000 }).map((thousandths) => String(thousandths / 1_000)),
      paymentMinor: fc.integer({ min: 0, max: 200_000 }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((debts) => debts.map((debt, index) => ({ ...debt, id: String(index) })));
const anyExtra = fc.integer({ min: 0, max: 300_000 });
const anyOrder = fc.constantFrom<PlanOrder>('avalanche', 'snowball', 'minimum');

describe('any plan', () => {
  it('pays what was owed and its interest, to the cent, and never owes less than nothing', () => {
    fc.assert(
      fc.property(anyDebts, anyExtra, anyOrder, (debts, extraMinor, order) => {
        const {
          leftMinor,
          paidMinor,
          interestMinor,
          debts: each,
        } = planPayoff(debts, { extraMinor, order });
        const owed = debts.reduce((sum, { owedMinor }) => sum + owedMinor, 0);
        expect(owed + interestMinor - paidMinor).toBe(leftMinor.at(-1));
        expect(leftMinor.every((left) => left >= 0)).toBe(true);
        expect(each.reduce((sum, debt) => sum + debt.interestMinor, 0)).toBe(interestMinor);
      }),
    );
  });

  it('takes no longer with more, and costs no more by the highest rate first', () => {
    fc.assert(
      fc.property(anyDebts, anyExtra, (debts, extraMinor) => {
        const run = (order: PlanOrder, extra = extraMinor) =>
          planPayoff(debts, { extraMinor: extra, order });
        const [avalanche, snowball] = [run('avalanche'), run('snowball')];
        const more = run('avalanche', extraMinor + 10_000);
        if (avalanche.months !== null) expect(more.months).toBeLessThanOrEqual(avalanche.months);
        if (avalanche.months === null || snowball.months === null) return;
        // Rounding moves at most a cent a month and debt.
        const slack = debts.length * Math.max(avalanche.months, snowball.months);
        expect(avalanche.interestMinor).toBeLessThanOrEqual(snowball.interestMinor + slack);
      }),
    );
  });
});

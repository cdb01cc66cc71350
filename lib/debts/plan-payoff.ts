import 'server-only';
import { divideHalfEven } from '#lib/money/minor';
import { toMillionths } from './plan-rate.ts';

/** Beyond fifty years nothing is promised. */
const monthLimit = 600;
/** A yearly rate in millionths of a percent, as the part of one that a month bears. */
const monthlyDivisor = 12n * 100n * 1_000_000n;

export type PlannedDebt = {
  id: string;
  owedMinor: number;
  /** Percent a year, as a decimal. */
  rate: string;
  /** Paid each month until it is paid off. */
  paymentMinor: number;
};

/**
 * `avalanche`: what is left over goes to the highest rate first. `snowball`: to the smallest balance.
 * `minimum`: nothing is left over, and what was paid for a debt that is gone is paid for no other.
 */
export type PlanOrder = 'avalanche' | 'snowball' | 'minimum';

export type Payoff = {
  /** Until nothing is owed; null where that is not within fifty years. */
  months: number | null;
  /** Up to then, or within those years. */
  interestMinor: number;
  paidMinor: number;
  /** What is owed at the end of each month, today first. */
  leftMinor: number[];
  /** The month in which each is paid off; null where it is not. */
  debts: { id: string; months: number | null; interestMinor: number }[];
};

type Open = {
  id: string;
  left: bigint;
  rate: bigint;
  payment: bigint;
  interest: bigint;
  months: number | null;
};

/**
 * Pays debts off month by month: each bears a twelfth of its yearly rate on what is owed, rounded to the minor
 * unit, half to even, as banks do; then each is paid its own, and what is left over goes by the order. In
 * integers throughout, so that what is paid is what was owed and its interest, to the cent.
 *
 * @param extraMinor  paid each month beside the payments
 */
export function planPayoff(
  debts: readonly PlannedDebt[],
  { extraMinor, order }: { extraMinor: number; order: PlanOrder },
): Payoff {
  const all = debts.map(
    ({ id, owedMinor, rate, paymentMinor }): Open => ({
      id,
      left: BigInt(Math.max(0, owedMinor)),
      rate: toMillionths(rate),
      payment: BigInt(Math.max(0, paymentMinor)),
      interest: 0n,
      months: owedMinor > 0 ? null : 0,
    }),
  );
  const pool = sum(all.map(({ payment }) => payment)) + BigInt(Math.max(0, extraMinor));
  const left = [sum(all.map((debt) => debt.left))];
  let paid = 0n;
  for (let month = 1; month <= monthLimit && left.at(-1) !== 0n; month += 1) {
    // By what is owed before the month's interest, which could turn the order of two around.
    const targets = order === 'minimum' ? [] : inOrder(all, order);
    for (const debt of all) bearInterest(debt);
    let spare = pool;
    for (const debt of all) {
      const own = pay(debt, debt.payment);
      spare -= own;
      paid += own;
    }
    for (const debt of targets) {
      const more = pay(debt, spare);
      spare -= more;
      paid += more;
    }
    for (const debt of all) {
      if (debt.left === 0n) debt.months ??= month;
    }
    left.push(sum(all.map((debt) => debt.left)));
  }
  return {
    months: left.at(-1) === 0n ? left.length - 1 : null,
    interestMinor: Number(sum(all.map(({ interest }) => interest))),
    paidMinor: Number(paid),
    leftMinor: left.map(Number),
    debts: all.map(({ id, months, interest }) => ({ id, months, interestMinor: Number(interest) })),
  };
}

function inOrder(debts: readonly Open[], order: 'avalanche' | 'snowball'): Open[] {
  const compare = (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0);
  const open = debts.filter((debt) => debt.left > 0n);
  return open.sort((a, b) =>
    order === 'avalanche'
      ? compare(b.rate, a.rate) || compare(a.left, b.left)
      : compare(a.left, b.left) || compare(b.rate, a.rate),
  );
}

function bearInterest(debt: Open): void {
  const interest = divideHalfEven(debt.left * debt.rate, monthlyDivisor);
  debt.left += interest;
  debt.interest += interest;
}

/** @returns what of an amount the debt took */
function pay(debt: Open, amount: bigint): bigint {
  const taken = amount < debt.left ? amount : debt.left;
  debt.left -= taken;
  return taken;
}

function sum(values: readonly bigint[]): bigint {
  return values.reduce((total, value) => total + value, 0n);
}

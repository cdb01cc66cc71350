/**
 * Shares an amount out by weights, so that the shares always come to it: each gets its exact share rounded
 * down, and the minor units that are left go to those that lost most by it, the earlier one first.
 *
 * @param weights  of which some may be negative; together they are not zero
 * @throws RangeError when together they are
 */
export function shareOut(total: bigint, weights: readonly bigint[]): bigint[] {
  if (total < 0n) return shareOut(-total, weights).map((share) => -share);
  const sum = weights.reduce((all, weight) => all + weight, 0n);
  if (sum === 0n) throw new RangeError('Nothing can be shared out by weights that come to zero.');
  const [divisor, sign] = sum < 0n ? [-sum, -1n] : [sum, 1n];
  const exact = weights.map((weight) => total * weight * sign);
  const shares = exact.map((each) => floorDivide(each, divisor));
  const lost = exact.map((each, index) => each - (shares[index] ?? 0n) * divisor);
  const order = [...lost.keys()].sort((a, b) => compare(lost[b] ?? 0n, lost[a] ?? 0n) || a - b);
  const left = total - shares.reduce((all, share) => all + share, 0n);
  for (const index of order.slice(0, Number(left))) shares[index] = (shares[index] ?? 0n) + 1n;
  return shares;
}

function floorDivide(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor;
  return value % divisor < 0n ? quotient - 1n : quotient;
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

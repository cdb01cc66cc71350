import 'server-only';
import { shareOut } from '#lib/money/share-out';
import type { RulePart, RuleSplit } from './contract.ts';
import { wholeShare } from './limits.ts';

/** A part that a rule makes of a row. */
export type SplitShare = Omit<RulePart, 'of'> & {
  /** Our sign. */
  amountMinor: bigint;
};

type Row = { amountMinor: bigint; currency: string | null };

/**
 * Splits a row as a rule says: fixed sizes first, shares of the whole amount beside them, and what is left is
 * the rest. The parts always come to the amount. None where the rule does not fit: another currency than its
 * sizes', or not enough for them.
 */
export function splitRow({ currency, parts }: RuleSplit, row: Row): SplitShare[] {
  if (currency !== null && currency !== row.currency) return [];
  const isOut = row.amountMinor < 0n;
  const total = isOut ? -row.amountMinor : row.amountMinor;
  const sizes = sizesOf(parts, total);
  if (sizes.some((size) => size <= 0n)) return [];
  return parts.map(({ of: _, ...sorting }, index) => {
    const size = sizes[index] ?? 0n;
    return { ...sorting, amountMinor: isOut ? -size : size };
  });
}

function sizesOf(parts: readonly RulePart[], total: bigint): bigint[] {
  const whole = BigInt(wholeShare);
  const fixed = parts.map(({ of }) => (of.kind === 'size' ? BigInt(of.minor) : 0n));
  const shares = parts.map(({ of }) => (of.kind === 'share' ? BigInt(of.share) * total : 0n));
  const unfixed = total - sum(fixed);
  if (unfixed <= 0n) return parts.map(() => 0n);
  const rest = unfixed * whole - sum(shares);
  const weights = parts.map(({ of }, index) => (of.kind === 'rest' ? rest : (shares[index] ?? 0n)));
  return shareOut(unfixed, weights).map((share, index) => share + (fixed[index] ?? 0n));
}

function sum(all: readonly bigint[]): bigint {
  return all.reduce((whole, each) => whole + each, 0n);
}

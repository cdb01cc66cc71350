import { shareOut } from '#lib/money/share-out';
import type { PartInput, SplitDto, SplitPartDto } from './contract.ts';
import { partLimit } from './limits.ts';

/** What can become of what the bank added to a split, or took from it, in one press. */
export const fitWays = ['largest', 'scaled', 'own'] as const;
export type FitWay = (typeof fitWays)[number];

/**
 * The parts as they come to the amount again: what is left on the largest part, shared out over all in
 * proportion, or as a part of its own. Null where that leaves a part without an amount.
 *
 * @param categoryId  the transaction's own
 */
export function fitParts(
  { amount, parts, leftMinor }: SplitDto,
  categoryId: string | null,
  way: FitWay,
): PartInput[] | null {
  const fitted = ways[way](parts.map(toInput), amount.minor, leftMinor, categoryId);
  return fitted.every(({ minor }) => minor !== 0) && fitted.length <= partLimit ? fitted : null;
}

type Way = (
  parts: PartInput[],
  amountMinor: number,
  leftMinor: number,
  categoryId: string | null,
) => PartInput[];

const ways: Record<FitWay, Way> = {
  largest: (parts, _amount, left) => {
    const sizes = parts.map(({ minor }) => Math.abs(minor));
    const largest = sizes.indexOf(Math.max(...sizes));
    return parts.map((part, index) =>
      index === largest ? { ...part, minor: part.minor + left } : part,
    );
  },
  scaled: (parts, amount, left) => {
    // Parts that come to nothing have no proportion.
    if (amount === left) return parts.map((part) => ({ ...part, minor: 0 }));
    const shares = shareOut(
      BigInt(amount),
      parts.map(({ minor }) => BigInt(minor)),
    );
    return parts.map((part, index) => ({ ...part, minor: Number(shares[index]) }));
  },
  own: (parts, _amount, left, categoryId) => [
    ...parts,
    { minor: left, categoryId, note: null, tagIds: [] },
  ],
};

function toInput({ minor, category, note, tags }: SplitPartDto): PartInput {
  return { minor, categoryId: category?.id ?? null, note, tagIds: tags.map(({ id }) => id) };
}

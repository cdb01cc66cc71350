import { shareOut } from '#lib/money/share-out';
import type { PartInput, SplitDto } from '#lib/splits/contract';
import { wholeShare } from '#lib/splits/limits';

/** A part while it is being written. */
export type PartDraft = {
  /** For as long as the editor is open. */
  key: number;
  /** In the direction of the transaction: positive is the way that it went. Null: nothing stands there. */
  size: number | null;
  /** Hundredths of a percent of the whole. */
  share: number | null;
  categoryId: string | null;
  note: string;
  tagIds: string[];
};

/** A split while it is being written; of each part the amount or the share, as `by` says. */
export type SplitDraft = { by: 'size' | 'share'; parts: PartDraft[]; nextKey: number };

/** What parts come to, with the one filled in that takes the rest. */
export type Outlook = {
  sizes: (number | null)[];
  shares: (number | null)[];
  /** The last one in which nothing stands: it takes what the others leave. */
  restIndex: number;
  /** What is still to be assigned; negative when it is too much. */
  left: number;
  /** It comes to the amount, and each part to something. */
  settled: boolean;
};

const emptyPart = { size: null, share: null, categoryId: null, note: '', tagIds: [] };

/** What is there, or two parts: one to be filled in, and the rest in the transaction's own category. */
export function startDraft(
  { amount, parts }: Pick<SplitDto, 'amount' | 'parts'>,
  category: { id: string } | null,
): SplitDraft {
  const given = parts.map((part, key) => ({
    key,
    size: part.minor * directionOf(amount.minor),
    share: null,
    categoryId: part.category?.id ?? null,
    note: part.note ?? '',
    tagIds: part.tags.map(({ id }) => id),
  }));
  const fresh = [
    { ...emptyPart, key: 0 },
    { ...emptyPart, key: 1, categoryId: category?.id ?? null },
  ];
  return { by: 'size', parts: given.length > 0 ? given : fresh, nextKey: given.length + 2 };
}

/** -1 for money out: in the editor a size is the way that the money went. */
export function directionOf(amountMinor: number): 1 | -1 {
  return amountMinor < 0 ? -1 : 1;
}

/** @param total  the size of the whole */
export function lookAhead({ by, parts }: SplitDraft, total: number): Outlook {
  const given = parts.map((part) => part[by]);
  const restIndex = given.lastIndexOf(null);
  const whole = by === 'size' ? total : wholeShare;
  const rest = whole - sum(given);
  const filled = given.map((each, index) => (index === restIndex ? rest : each));
  const sizes = by === 'size' ? filled : toSizes(filled, total);
  const left = total - sum(sizes);
  return {
    sizes,
    shares: by === 'share' ? filled : filled.map(() => null),
    restIndex,
    left,
    settled: sum(filled) === whole && left === 0 && sizes.every(Boolean),
  };
}

function toSizes(shares: readonly (number | null)[], total: number): (number | null)[] {
  const weights = shares.map((share) => BigInt(share ?? 0));
  const open = BigInt(wholeShare - sum(shares));
  const sizes = shareOut(BigInt(total), [...weights, open]).map(Number);
  return shares.map((share, index) => (share === null ? null : (sizes[index] ?? 0)));
}

/** Before the one that takes the rest, so that this stays the last. */
export function addPart(draft: SplitDraft, restIndex: number): SplitDraft {
  const { parts, nextKey } = draft;
  const at = restIndex === parts.length - 1 ? restIndex : parts.length;
  const added = { ...emptyPart, key: nextKey };
  return { ...draft, parts: parts.toSpliced(at, 0, added), nextKey: nextKey + 1 };
}

/** All parts alike, to the last minor unit. */
export function splitEvenly(draft: SplitDraft, total: number): SplitDraft {
  const sizes = shareOut(
    BigInt(total),
    draft.parts.map(() => 1n),
  );
  const parts = draft.parts.map((part, index) => ({ ...part, size: Number(sizes[index]) }));
  return { ...draft, by: 'size', parts };
}

/** Amounts that shares come to stay when one goes on with amounts; without shares, those of before. */
export function switchTo(draft: SplitDraft, by: SplitDraft['by'], total: number): SplitDraft {
  const hasShares = draft.by === 'share' && draft.parts.some(({ share }) => share !== null);
  if (!hasShares) return { ...draft, by };
  const { sizes, restIndex } = lookAhead(draft, total);
  const parts = draft.parts.map((part, index) => ({
    ...part,
    size: index === restIndex ? null : (sizes[index] ?? null),
  }));
  return { ...draft, by, parts };
}

/** What is sent; null while it does not come to the amount. */
export function toInput(draft: SplitDraft, amountMinor: number): PartInput[] | null {
  const direction = directionOf(amountMinor);
  const { sizes, settled } = lookAhead(draft, amountMinor * direction);
  if (!settled) return null;
  return draft.parts.map(({ categoryId, note, tagIds }, index) => ({
    minor: (sizes[index] ?? 0) * direction,
    categoryId,
    note: note.trim() || null,
    tagIds,
  }));
}

function sum(all: readonly (number | null)[]): number {
  return all.reduce<number>((whole, each) => whole + (each ?? 0), 0);
}

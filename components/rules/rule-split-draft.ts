import type { RulePart, RuleShare, RuleSplit } from '#lib/splits/contract';
import { wholeShare } from '#lib/splits/limits';

/** A part of a rule while it is being written. */
export type RulePartDraft = {
  /** For as long as the dialog is open. */
  key: number;
  kind: RuleShare['kind'];
  /** Hundredths of a percent, for a share. */
  share: number | null;
  /** Minor units, for a size. */
  size: number | null;
  categoryId: string | null;
  note: string;
  tagIds: string[];
};

export type RuleSplitDraft = { parts: RulePartDraft[]; nextKey: number };

const emptyPart = { share: null, size: null, categoryId: null, note: '', tagIds: [] };

/** Half of it, and the rest. */
export const newSplit: RuleSplitDraft = {
  parts: [
    { ...emptyPart, key: 0, kind: 'share', share: wholeShare / 2 },
    { ...emptyPart, key: 1, kind: 'rest' },
  ],
  nextKey: 2,
};

export function toSplitDraft({ parts }: RuleSplit): RuleSplitDraft {
  return {
    parts: parts.map(({ of, categoryId, note, tagIds }, key) => ({
      key,
      kind: of.kind,
      share: of.kind === 'share' ? of.share : null,
      size: of.kind === 'size' ? of.minor : null,
      categoryId,
      note: note ?? '',
      tagIds,
    })),
    nextKey: parts.length,
  };
}

/** As it is sent; what is still empty the schema refuses. */
export function toSplit({ parts }: RuleSplitDraft, currency: string) {
  const hasSize = parts.some(({ kind }) => kind === 'size');
  return {
    currency: hasSize ? currency : null,
    parts: parts.map((part) => ({
      of: toShare(part),
      categoryId: part.categoryId,
      note: part.note.trim() || null,
      tagIds: part.tagIds,
    })),
  };
}

function toShare({ kind, share, size }: RulePartDraft): RulePart['of'] {
  if (kind === 'share') return { kind, share: share ?? 0 };
  if (kind === 'size') return { kind, minor: size ?? 0 };
  return { kind };
}

/** Before the rest, so that this stays the last. */
export function addRulePart({ parts, nextKey }: RuleSplitDraft): RuleSplitDraft {
  const at = parts.at(-1)?.kind === 'rest' ? parts.length - 1 : parts.length;
  const added = { ...emptyPart, key: nextKey, kind: 'share' as const };
  return { parts: parts.toSpliced(at, 0, added), nextKey: nextKey + 1 };
}

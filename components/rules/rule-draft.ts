import { unnamedCurrency } from '#lib/money/currency';
import {
  asksSomething,
  type PreviewInput,
  previewInput,
  type RuleDto,
  type RuleInput,
  ruleChange,
  ruleInput,
} from '#lib/rules/contract';
import { type RuleSplitDraft, toSplit, toSplitDraft } from './rule-split-draft.ts';

/** A rule while it is being written: what stands in the fields. */
export type RuleDraft = {
  name: string;
  merchant: string;
  text: string;
  minMinor: number | null;
  maxMinor: number | null;
  currency: string;
  direction: 'any' | 'in' | 'out';
  accountIds: string[];
  /** It names others, which stay. */
  hasUnseenAccounts: boolean;
  plaidCodes: string[];
  categoryId: string | null;
  rename: string;
  note: string;
  tagIds: string[];
  hide: boolean;
  review: boolean;
  /** Its amounts are of `currency`. */
  split: RuleSplitDraft | null;
  transfer: boolean;
  stop: boolean;
  history: boolean;
};

export const emptyDraft: RuleDraft = {
  name: '',
  merchant: '',
  text: '',
  minMinor: null,
  maxMinor: null,
  currency: unnamedCurrency,
  direction: 'any',
  accountIds: [],
  hasUnseenAccounts: false,
  plaidCodes: [],
  categoryId: null,
  rename: '',
  note: '',
  tagIds: [],
  hide: false,
  review: false,
  split: null,
  transfer: false,
  stop: false,
  history: true,
};

export function toDraft(rule: RuleDto): RuleDraft {
  const { name, when, effect, stop, history, hasUnseenAccounts } = rule;
  return {
    name,
    merchant: when.merchant ?? '',
    text: when.text ?? '',
    minMinor: when.minMinor,
    maxMinor: when.maxMinor,
    currency: when.currency ?? effect.split?.currency ?? unnamedCurrency,
    direction: when.direction ?? 'any',
    accountIds: when.accountIds,
    hasUnseenAccounts,
    plaidCodes: when.plaidCodes,
    categoryId: effect.categoryId,
    rename: effect.rename ?? '',
    note: effect.note ?? '',
    tagIds: effect.tagIds,
    hide: effect.hide,
    review: effect.review,
    split: effect.split && toSplitDraft(effect.split),
    transfer: effect.transfer,
    stop,
    history,
  };
}

/** The rule that a draft is, or what is wrong with it by field. */
export function toInput(
  draft: RuleDraft,
): { input: RuleInput } | { problems: Record<string, string> } {
  const schema = draft.hasUnseenAccounts ? ruleChange : ruleInput;
  const result = schema.safeParse({
    name: draft.name.trim() || suggestName(draft),
    ...toParts(draft),
    stop: draft.stop,
    history: draft.history,
  });
  if (result.success) return { input: result.data };
  const problems: Record<string, string> = {};
  for (const { path, message } of result.error.issues) problems[path.join('.')] ??= message;
  return { problems };
}

/** What to ask a preview of, as soon as the draft says which transactions are meant. */
export function toPreview(draft: RuleDraft, ruleId: string | null): PreviewInput | null {
  const { when, effect } = toParts(draft);
  if (!asksSomething(when) && !draft.hasUnseenAccounts) return null;
  const asked = { ruleId, when, stop: draft.stop };
  const result = previewInput.safeParse({ ...asked, effect });
  if (result.success) return result.data;
  const withoutEffects = previewInput.safeParse({ ...asked, effect: null });
  return withoutEffects.success ? withoutEffects.data : null;
}

/** What a rule is called that nobody gave a name. */
export function suggestName({ merchant, text, rename }: RuleDraft): string {
  return (merchant.trim() || text.trim() || rename.trim() || 'Rule').slice(0, 80);
}

function toParts(draft: RuleDraft) {
  const { minMinor, maxMinor } = draft;
  const orNull = (text: string) => text.trim() || null;
  return {
    when: {
      merchant: orNull(draft.merchant),
      text: orNull(draft.text),
      minMinor,
      maxMinor,
      currency: (minMinor ?? maxMinor) === null ? null : draft.currency,
      direction: draft.direction === 'any' ? null : draft.direction,
      accountIds: draft.accountIds,
      plaidCodes: draft.plaidCodes,
    },
    effect: {
      categoryId: draft.categoryId,
      rename: orNull(draft.rename),
      note: orNull(draft.note),
      tagIds: draft.tagIds,
      hide: draft.hide,
      review: draft.review,
      split: draft.split && toSplit(draft.split, draft.currency),
      transfer: draft.transfer,
    },
  };
}

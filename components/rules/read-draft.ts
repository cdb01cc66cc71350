import {
  asksSomething,
  type PreviewInput,
  previewInput,
  type RuleInput,
  ruleChange,
  ruleInput,
} from '#lib/rules/contract';
import { type RuleDraft, suggestName } from './rule-draft.ts';
import { toSplit } from './rule-split-draft.ts';

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

import { unnamedCurrency } from '#lib/money/currency';
import type { RuleDto } from '#lib/rules/contract';
import { type RuleSplitDraft, toSplitDraft } from './rule-split-draft.ts';

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

/** What a rule is called that nobody gave a name. */
export function suggestName({ merchant, text, rename }: RuleDraft): string {
  return (merchant.trim() || text.trim() || rename.trim() || 'Rule').slice(0, 80);
}

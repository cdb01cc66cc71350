import 'server-only';
import type { RuleSplit } from '#lib/splits/contract';
import { type SplitShare, splitRow } from '#lib/splits/split-row';

/** A rule as it is asked. The columns of Rule, see prisma/schema.prisma. */
export type Rule = {
  id: string;
  stop: boolean;
  merchant: string | null;
  text: string | null;
  minMinor: bigint | null;
  maxMinor: bigint | null;
  currency: string | null;
  direction: 'in' | 'out' | null;
  accountIds: string[];
  plaidCodes: string[];
  categoryId: string | null;
  rename: string | null;
  note: string | null;
  tagIds: string[];
  hide: boolean;
  review: boolean;
  transfer: boolean;
  split: RuleSplit | null;
  /** False: rows that were here before it are left alone. */
  history: boolean;
  createdAt: Date;
};

/** What rules look at: never what a person decided or another rule said, so that order alone matters. */
export type RuleRow = {
  accountId: string;
  name: string;
  originalDescription: string | null;
  memo: string | null;
  merchantName: string | null;
  /** Our sign. */
  amountMinor: bigint;
  currency: string | null;
  pfcPrimary: string | null;
  pfcDetailed: string | null;
  createdAt: Date;
};

/** The rule columns of a transaction, and the tags that rules put on it. */
export type Verdict = {
  ruleCategoryId: string | null;
  ruleCategoryRuleId: string | null;
  ruleName: string | null;
  ruleNameRuleId: string | null;
  ruleNote: string | null;
  ruleNoteRuleId: string | null;
  hiddenRuleId: string | null;
  reviewedRuleId: string | null;
  transferRuleId: string | null;
  splitRuleId: string | null;
  /** Into what that rule splits it; none where none does. */
  parts: SplitShare[];
  /** The rule that puts it on, by tag. */
  tags: Map<string, string>;
};

/**
 * What rules say of a row, asked in their order: for each field the first that says something decides,
 * tags add up, and after one that stops no other is asked. Pure: the same rules and the same row give the
 * same verdict, however often and in whatever history.
 */
export function judgeRow(rules: readonly Rule[], row: RuleRow): Verdict {
  const verdict: Verdict = { ...silence, parts: [], tags: new Map() };
  const words = readWords(row);
  for (const rule of rules) {
    if (!matches(rule, row, words)) continue;
    if (rule.categoryId !== null && verdict.ruleCategoryId === null) {
      verdict.ruleCategoryId = rule.categoryId;
      verdict.ruleCategoryRuleId = rule.id;
    }
    if (rule.rename !== null && verdict.ruleName === null) {
      verdict.ruleName = rule.rename;
      verdict.ruleNameRuleId = rule.id;
    }
    if (rule.note !== null && verdict.ruleNote === null) {
      verdict.ruleNote = rule.note;
      verdict.ruleNoteRuleId = rule.id;
    }
    if (rule.hide) verdict.hiddenRuleId ??= rule.id;
    if (rule.review) verdict.reviewedRuleId ??= rule.id;
    if (rule.transfer) verdict.transferRuleId ??= rule.id;
    if (rule.split !== null && verdict.splitRuleId === null) {
      verdict.parts = splitRow(rule.split, row);
      verdict.splitRuleId = verdict.parts.length > 0 ? rule.id : null;
    }
    for (const tagId of rule.tagIds) {
      if (!verdict.tags.has(tagId)) verdict.tags.set(tagId, rule.id);
    }
    if (rule.stop) break;
  }
  return verdict;
}

/** Whether all that a rule asks about is so. */
export function matchesRow(rule: Rule, row: RuleRow): boolean {
  return matches(rule, row, readWords(row));
}

const silence = {
  ruleCategoryId: null,
  ruleCategoryRuleId: null,
  ruleName: null,
  ruleNameRuleId: null,
  ruleNote: null,
  ruleNoteRuleId: null,
  hiddenRuleId: null,
  reviewedRuleId: null,
  transferRuleId: null,
  splitRuleId: null,
};

/** Lower-cased once for all rules. */
type Words = { texts: string[]; merchant: string };

function readWords({ name, originalDescription, memo, merchantName }: RuleRow): Words {
  const texts = [name, originalDescription, memo, merchantName].flatMap(
    (text) => text?.toLowerCase() ?? [],
  );
  return { texts, merchant: (merchantName ?? name).toLowerCase() };
}

function matches(rule: Rule, row: RuleRow, words: Words): boolean {
  if (!rule.history && row.createdAt < rule.createdAt) return false;
  if (rule.direction !== null && row.amountMinor > 0n !== (rule.direction === 'in')) return false;
  if (rule.minMinor !== null || rule.maxMinor !== null) {
    const size = row.amountMinor < 0n ? -row.amountMinor : row.amountMinor;
    if (rule.currency !== row.currency) return false;
    if (rule.minMinor !== null && size < rule.minMinor) return false;
    if (rule.maxMinor !== null && size > rule.maxMinor) return false;
  }
  if (rule.accountIds.length > 0 && !rule.accountIds.includes(row.accountId)) return false;
  if (rule.plaidCodes.length > 0) {
    const { pfcDetailed, pfcPrimary } = row;
    const holds = (code: string | null) => code !== null && rule.plaidCodes.includes(code);
    if (!holds(pfcDetailed) && !holds(pfcPrimary)) return false;
  }
  if (rule.merchant !== null && words.merchant !== rule.merchant.toLowerCase()) return false;
  if (rule.text === null) return true;
  const text = rule.text.toLowerCase();
  return words.texts.some((each) => each.includes(text));
}

import 'server-only';
import { unnamedCurrency } from '#lib/money/currency';
import { formatAmount } from '#lib/money/format-amount';
import type { SplitPartDto } from '#lib/splits/contract';
import type { PreviewRowDto, RuleField } from './contract.ts';
import type { Rule, RuleRow, Verdict } from './judge-row.ts';

/** A transaction as it shows now, with what rules look at and what a person decided. */
export type MatchedRow = RuleRow & {
  id: string;
  date: string;
  merchant: string;
  accountName: string;
  providerCategoryId: string | null;
  categoryId: string | null;
  note: string | null;
  hidden: boolean;
  reviewed: boolean;
  tagIds: string[];
  categoryDecided: boolean;
  nameDecided: boolean;
  noteDecided: boolean;
  hiddenDecided: boolean;
  reviewedDecided: boolean;
  decidedTagIds: string[];
  splitDecided: boolean;
  transfer: boolean;
  /** An end of a transfer, whatever a rule says. */
  paired: boolean;
  transferDecided: boolean;
  /** As they count now; null for none. */
  parts: SplitPartDto[] | null;
};

/**
 * What would show in another way than now, and what the rule speaks of in vain because a person decided.
 * Pure.
 *
 * @param verdict  what all rules would say, the draft among them
 * @param names    of categories and tags by id
 */
export function describeChanges(
  row: MatchedRow,
  verdict: Verdict,
  draft: Rule,
  names: ReadonlyMap<string, string>,
): Pick<PreviewRowDto, 'changes' | 'decided'> {
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? null));
  const yes = (flag: boolean) => (flag ? 'yes' : null);
  const fields: {
    field: RuleField;
    spoken: boolean;
    decided: boolean;
    before: string | null;
    after: string | null;
  }[] = [
    {
      field: 'category',
      spoken: draft.categoryId !== null,
      decided: row.categoryDecided,
      before: nameOf(row.categoryId),
      after: nameOf(verdict.ruleCategoryId ?? row.providerCategoryId),
    },
    {
      field: 'name',
      spoken: draft.rename !== null,
      decided: row.nameDecided,
      before: row.merchant,
      after: verdict.ruleName ?? row.merchantName ?? row.name,
    },
    {
      field: 'note',
      spoken: draft.note !== null,
      decided: row.noteDecided,
      before: row.note,
      after: verdict.ruleNote,
    },
    {
      field: 'tags',
      spoken: draft.tagIds.length > 0,
      decided:
        draft.tagIds.length > 0 && draft.tagIds.every((id) => row.decidedTagIds.includes(id)),
      before: listTags(row.tagIds, names),
      after: listTags(tagsAfter(row, verdict), names),
    },
    {
      field: 'hidden',
      spoken: draft.hide,
      decided: row.hiddenDecided,
      before: yes(row.hidden),
      after: yes(verdict.hiddenRuleId !== null),
    },
    {
      field: 'reviewed',
      spoken: draft.review,
      decided: row.reviewedDecided,
      before: yes(row.reviewed),
      after: yes(verdict.reviewedRuleId !== null),
    },
    {
      field: 'transfer',
      spoken: draft.transfer,
      decided: row.transferDecided,
      before: yes(row.transfer),
      after: yes(row.paired || verdict.transferRuleId !== null),
    },
    {
      field: 'split',
      spoken: draft.split !== null,
      decided: row.splitDecided,
      before: listParts(
        (row.parts ?? []).map(({ minor, category }) => [BigInt(minor), category?.name ?? null]),
        row,
      ),
      after: listParts(
        verdict.parts.map(({ amountMinor, categoryId }) => [amountMinor, nameOf(categoryId)]),
        row,
      ),
    },
  ];
  return {
    changes: fields
      .filter(({ decided, before, after }) => !decided && before !== after)
      .map(({ field, before, after }) => ({ field, before, after })),
    decided: fields.filter(({ spoken, decided }) => spoken && decided).map(({ field }) => field),
  };
}

/** What a person said of a tag stands; of the others the rules decide. */
function tagsAfter(row: MatchedRow, verdict: Verdict): string[] {
  const decided = new Set(row.decidedTagIds);
  const byPerson = row.tagIds.filter((id) => decided.has(id));
  return [...byPerson, ...[...verdict.tags.keys()].filter((id) => !decided.has(id))];
}

function listTags(ids: string[], names: ReadonlyMap<string, string>): string | null {
  const found = ids.flatMap((id) => names.get(id) ?? []);
  return found.length === 0 ? null : found.sort().join(', ');
}

/** "−$30.00 Groceries, −$12.00 no category". */
function listParts(parts: [bigint, string | null][], { currency }: RuleRow): string | null {
  if (parts.length === 0) return null;
  const write = (minor: bigint) => formatAmount(Number(minor), currency ?? unnamedCurrency).text;
  return parts.map(([minor, name]) => `${write(minor)} ${name ?? 'no category'}`).join(', ');
}

import { formatAmount } from '#lib/money/format-amount';
import type { RuleDto, RuleField } from '#lib/rules/contract';
import type { RulePart, RuleSplit } from '#lib/splits/contract';

/** What things are called, by id; one that is not here is somebody else's or gone. */
export type Names = {
  account: (id: string) => string | undefined;
  category: (id: string) => string | undefined;
  tag: (id: string) => string | undefined;
  /** Of Plaid's. */
  code: (plaidCode: string) => string | undefined;
};

/** What a rule asks about: "merchant is Uber, money out". */
export function describeWhen(
  { when, hasUnseenAccounts }: Pick<RuleDto, 'when' | 'hasUnseenAccounts'>,
  names: Names,
): string {
  const { merchant, text, minMinor, maxMinor, currency, direction } = when;
  const write = (minor: number) => formatAmount(minor, currency).text;
  return [
    merchant === null ? '' : `merchant is “${merchant}”`,
    text === null ? '' : `text has “${text}”`,
    minMinor !== null && maxMinor !== null ? `${write(minMinor)} to ${write(maxMinor)}` : '',
    minMinor !== null && maxMinor === null ? `${write(minMinor)} or more` : '',
    minMinor === null && maxMinor !== null ? `${write(maxMinor)} or less` : '',
    direction === null ? '' : { in: 'money in', out: 'money out' }[direction],
    [
      ...when.accountIds.map((id) => names.account(id) ?? 'an account'),
      ...(hasUnseenAccounts ? ['accounts you do not see'] : []),
    ].join(' or '),
    listNames(when.plaidCodes, names.code, 'a category of the bank'),
  ]
    .filter(Boolean)
    .join(', ');
}

/** What becomes of what it matches: "Groceries, called Shop, tagged Trip". */
export function describeEffect({ effect }: Pick<RuleDto, 'effect'>, names: Names): string {
  const { categoryId, rename, note, tagIds, hide, review, transfer, split } = effect;
  const tags = listNames(tagIds, names.tag, 'a tag', ', ');
  return [
    categoryId === null ? '' : (names.category(categoryId) ?? 'a category'),
    rename === null ? '' : `called “${rename}”`,
    tags && `tagged ${tags}`,
    note === null ? '' : 'with a note',
    hide ? 'hidden' : '',
    review ? 'reviewed' : '',
    split === null ? '' : describeSplit(split, names),
    transfer ? 'a transfer' : '',
  ]
    .filter(Boolean)
    .join(', ');
}

/** "split: 60 % Groceries, $12.00 Pharmacy, the rest Household". */
function describeSplit({ parts, currency }: RuleSplit, names: Names): string {
  const write = ({ of, categoryId }: RulePart) => {
    const size =
      of.kind === 'share'
        ? `${of.share / 100} %`
        : of.kind === 'size'
          ? formatAmount(of.minor, currency).text
          : 'the rest';
    const name = categoryId === null ? 'no category' : (names.category(categoryId) ?? 'a category');
    return `${size} ${name}`;
  };
  return `split: ${parts.map(write).join(', ')}`;
}

function listNames(
  ids: readonly string[],
  nameOf: (id: string) => string | undefined,
  unknown: string,
  glue = ' or ',
): string {
  return ids.map((id) => nameOf(id) ?? unknown).join(glue);
}

export const fieldWords: Record<RuleField, string> = {
  category: 'Category',
  name: 'Name',
  note: 'Note',
  tags: 'Tags',
  hidden: 'Hidden',
  reviewed: 'Reviewed',
  transfer: 'Transfer',
  split: 'Split',
};

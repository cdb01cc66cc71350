import { offerUndo } from '#components/shell/undo';
import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import { awaitUndo } from '#lib/client/undo';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import type { TransactionTagDto } from '#lib/tags/contract';
import type {
  BulkResultDto,
  DecisionField,
  TransactionDetailDto,
  TransactionDto,
  TransactionPatch,
} from '#lib/transactions/contract';
import {
  type ChangedRows,
  changeTransactions,
  changeTransactionTags,
  undoTransactionChange,
} from '#lib/transactions/hooks';

/** What a decision is about: some rows, or all that a filter lets through. */
export type Target = {
  of: ChangedRows;
  /** What one row is called; left out where it is several. */
  name?: string;
};

export const targetOf = ({ id, merchant }: TransactionDto): Target => ({
  of: { transactionIds: [id] },
  name: merchant || 'Transaction',
});

export function decideCategory(target: Target, category: TransactionDto['category']) {
  const what = category ? `put into ${category.name}` : 'has no category';
  return decide(target, { categoryId: category?.id ?? null }, what, {
    category,
    categoryBy: 'person',
  });
}

export function decideMerchant(target: Target, merchant: string) {
  return decide(target, { merchant }, `renamed to ${merchant || 'nothing'}`, { merchant });
}

export function decideNote(target: Target, text: string) {
  const note = text.trim() || null;
  return decide(target, { note }, note ? 'note written' : 'note removed', { note });
}

export function decideDate(target: Target, date: CivilDate, today: CivilDate) {
  return decide(target, { date }, `dated ${formatCivilDate(date, today, 'short')}`, { date });
}

export function decideHidden(target: Target, hidden: boolean) {
  return decide(target, { hidden }, hidden ? 'hidden' : 'shown again', { hidden });
}

export function decideReviewed(target: Target, reviewed: boolean) {
  return decide(target, { reviewed }, reviewed ? 'reviewed' : 'to be reviewed', { reviewed });
}

type Tag = TransactionDto['tags'][number];

export function decideTags(
  target: Target,
  { add = [], remove = [] }: { add?: readonly Tag[]; remove?: readonly Tag[] },
) {
  const ids = (tags: readonly Tag[]) => tags.map(({ id }) => id);
  const gone = new Set([...ids(add), ...ids(remove)]);
  const show = (row: TransactionDto) => ({
    ...row,
    tags: [...row.tags.filter(({ id }) => !gone.has(id)), ...add].sort(byName),
  });
  const what = [
    ...add.map(({ name }) => `tagged ${name}`),
    ...remove.map(({ name }) => `tag ${name} taken off`),
  ];
  const change = {
    ...(add.length > 0 && { add: ids(add) }),
    ...(remove.length > 0 && { remove: ids(remove) }),
  };
  return decideBy(target, what.join(', '), () => changeTransactionTags(target.of, change, show));
}

/** Leaves tags to the rules. */
export function giveBackTags(target: Target, tags: readonly TransactionTagDto[]) {
  const ruled = new Map(tags.map(({ id, rule }) => [id, rule !== null]));
  const others = (row: TransactionDto) => row.tags.filter(({ id }) => !ruled.has(id));
  const own = tags.filter(({ id }) => ruled.get(id)).map(({ id, name }) => ({ id, name }));
  const show = (row: TransactionDto) => ({ ...row, tags: [...others(row), ...own].sort(byName) });
  const change = { revert: [...ruled.keys()] };
  return decideBy(target, 'tags given back', () => changeTransactionTags(target.of, change, show));
}

function byName(one: Tag, other: Tag): number {
  return one.name.toLowerCase() < other.name.toLowerCase() ? -1 : 1;
}

export function decideTransfer(target: Target, transfer: boolean) {
  const what = transfer ? 'a transfer' : 'no transfer';
  const shown = transfer ? { by: 'person' as const, other: null } : null;
  return decide(target, { transfer }, what, { transfer: shown });
}

/** Gives a field back to the rule or the bank. */
export function giveBack(row: TransactionDetailDto, field: DecisionField) {
  const { category, merchant, date, note, hidden, reviewed } = row.otherwise;
  const shown: Record<DecisionField, Partial<TransactionDto>> = {
    categoryId: { category, categoryBy: 'bank' },
    merchant: { merchant },
    date: { date },
    note: { note },
    hidden: { hidden },
    reviewed: { reviewed },
    transfer: {},
  };
  const what = `${fieldWords[field]} given back`;
  return decide(targetOf(row), { revert: [field] }, what, shown[field]);
}

const fieldWords: Record<DecisionField, string> = {
  categoryId: 'category',
  merchant: 'name',
  date: 'date',
  note: 'note',
  hidden: 'hiding',
  reviewed: 'review',
  transfer: 'word on the transfer',
};

function decide(
  target: Target,
  patch: TransactionPatch,
  what: string,
  shown: Partial<TransactionDto>,
): Promise<void> {
  return decideBy(target, what, () =>
    changeTransactions(target.of, patch, (row) => ({ ...row, ...shown })),
  );
}

function decideBy(target: Target, what: string, change: () => Promise<BulkResultDto>) {
  return awaitUndo(decideAndSay(target, what, change));
}

/** Does it, offers to undo it, and says where it was not saved. */
async function decideAndSay(
  { name }: Target,
  what: string,
  change: () => Promise<BulkResultDto>,
): Promise<void> {
  try {
    const { count, undoStepId } = await change();
    const whom = name ?? `${count.toLocaleString('en-US')} transactions`;
    offerUndo(`${whom}: ${what}`, () => undoTransactionChange(undoStepId));
  } catch (error) {
    toast({ tone: 'danger', title: 'Not saved', description: describeError(error) });
  }
}

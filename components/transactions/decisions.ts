import { offerUndo } from '#components/shell/undo';
import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import type {
  DecisionField,
  TransactionDetailDto,
  TransactionDto,
  TransactionFilter,
  TransactionPatch,
} from '#lib/transactions/contract';
import { changeTransactions, undoTransactionChange } from '#lib/transactions/hooks';

/** What a decision is about: some rows, or all that a filter lets through. */
export type Target = {
  of: { transactionIds: string[] } | { filter: TransactionFilter };
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

/** Gives a field back to the rule or the bank. */
export function giveBack(row: TransactionDetailDto, field: DecisionField) {
  const { category, merchant, date } = row.otherwise;
  const shown: Record<DecisionField, Partial<TransactionDto>> = {
    categoryId: { category, categoryBy: 'bank' },
    merchant: { merchant },
    date: { date },
    note: {},
    hidden: {},
    reviewed: {},
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
};

/** Does it, offers to undo it, and says where it was not saved. */
async function decide(
  { of, name }: Target,
  patch: TransactionPatch,
  what: string,
  shown: Partial<TransactionDto>,
): Promise<void> {
  try {
    const show = (row: TransactionDto) => ({ ...row, ...shown });
    const { count, undoStepId } = await changeTransactions(of, patch, show);
    const whom = name ?? `${count.toLocaleString('en-US')} transactions`;
    offerUndo(`${whom}: ${what}`, () => undoTransactionChange(undoStepId));
  } catch (error) {
    toast({ tone: 'danger', title: 'Not saved', description: describeError(error) });
  }
}

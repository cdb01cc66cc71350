import { TriangleAlert } from 'lucide-react';
import { Amount } from '#components/ui/amount';
import { Tooltip } from '#components/ui/tooltip';
import { VisuallyHidden } from '#components/ui/visually-hidden';
import { formatAmount } from '#lib/money/format-amount';
import type { SplitSummary, TransactionDto } from '#lib/transactions/contract';

type Row = Pick<TransactionDto, 'amount' | 'category' | 'split' | 'matched'>;

/** What stands in the place of a category: of one that is split, that it is, or of what it is a part. */
export function categoryWord(row: Row): string {
  const { amount, category, split } = row;
  if (isPart(row)) return `Part of ${formatAmount(amount.minor, amount.currency).text}`;
  return split ? `Split · ${split.parts.length}` : (category?.name ?? 'No category');
}

/** The filter lets only some of it through. */
export function isPart({ amount, matched }: Pick<Row, 'amount' | 'matched'>): boolean {
  return matched !== null && matched.minor !== amount.minor;
}

/** Around the word for a row that is not shown as a whole: says why, and marks a split that no longer comes to its amount. */
export function PartHint({ row, children }: { row: Row; children: React.ReactElement }) {
  const { split, amount } = row;
  if (!split && !isPart(row)) return children;
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <Tooltip content={<Explanation row={row} />}>{children}</Tooltip>
      {!split || split.leftMinor === 0 ? null : (
        <span className="shrink-0 text-warning">
          <TriangleAlert aria-hidden="true" className="size-3.5" />
          <VisuallyHidden>
            {formatAmount(split.leftMinor, amount.currency).text} are not assigned to a part
          </VisuallyHidden>
        </span>
      )}
    </span>
  );
}

function Explanation({ row: { amount, split, matched } }: { row: Row }) {
  if (split) return <Parts split={split} currency={amount.currency} />;
  const textOf = (minor: number) => formatAmount(minor, amount.currency).text;
  return (
    <span data-amount="start">
      {textOf(matched?.minor ?? 0)} of {textOf(amount.minor)} counts here. What pays back an expense
      counts where that was spent.
    </span>
  );
}

function Parts({ split, currency }: { split: SplitSummary; currency: string }) {
  const left = { category: 'Not assigned', minor: split.leftMinor };
  const lines = split.leftMinor === 0 ? split.parts : [...split.parts, left];
  return (
    <span className="flex flex-col gap-0.5">
      {lines.map(({ category, minor }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is nothing but its place.
        <span key={index} className="flex justify-between gap-6">
          <span>{category ?? 'No category'}</span>
          <Amount minor={minor} currency={currency} />
        </span>
      ))}
    </span>
  );
}

import { TriangleAlert } from 'lucide-react';
import { Amount } from '#components/ui/amount';
import { Tooltip } from '#components/ui/tooltip';
import { VisuallyHidden } from '#components/ui/visually-hidden';
import { formatAmount } from '#lib/money/format-amount';
import type { SplitSummary, TransactionDto } from '#lib/transactions/contract';

type Row = Pick<TransactionDto, 'amount' | 'category' | 'split'>;

/** What stands in the place of a category: of one that is split, that it is, or of what it is a part. */
export function categoryWord({ amount, category, split }: Row): string {
  if (!split) return category?.name ?? 'No category';
  if (split.matchedMinor !== null && split.matchedMinor !== amount.minor) {
    return `Part of ${formatAmount(amount.minor, amount.currency).text}`;
  }
  return `Split · ${split.parts.length}`;
}

/** Around the word for a split: names its parts, and marks one that no longer comes to its amount. */
export function SplitHint({ row, children }: { row: Row; children: React.ReactElement }) {
  const { split, amount } = row;
  if (!split) return children;
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <Tooltip content={<Parts split={split} currency={amount.currency} />}>{children}</Tooltip>
      {split.leftMinor === 0 ? null : (
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

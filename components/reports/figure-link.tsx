import { Amount } from '#components/ui/amount';
import type { ReportQuery } from '#lib/reports/contract';
import { type Figure, figurePath } from '#lib/reports/drill-down';
import { LinkedAmount } from './linked-amount.tsx';

/** A figure that leads to the transactions it is the sum of; without them where `of` is null. */
export function FigureLink({
  minor,
  currency,
  query,
  of,
  name,
  precision,
  className,
}: {
  minor: number | null;
  currency: string;
  query: ReportQuery;
  of: Figure | null;
  /** What it is the figure of, for whoever does not see where it stands. */
  name: string;
  precision?: 'whole';
  className?: string;
}) {
  const look = { currency, precision, className };
  // Of nothing there is nothing to see.
  if (of === null || minor === null || minor === 0) return <Amount minor={minor} {...look} />;
  return <LinkedAmount href={figurePath(query, of)} name={name} minor={minor} {...look} />;
}

import type { Route } from 'next';
import { Amount } from '#components/ui/amount';
import { Link } from '#components/ui/link';
import { TextLink } from '#components/ui/text-link';
import { VisuallyHidden } from '#components/ui/visually-hidden';
import type { ReportQuery } from '#lib/reports/contract';
import { type Figure, figurePath } from '#lib/reports/drill-down';

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
  const amount = (
    <Amount minor={minor} currency={currency} precision={precision} className={className} />
  );
  // Of nothing there is nothing to see.
  if (of === null || minor === null || minor === 0) return amount;
  return (
    <TextLink quiet asChild>
      <Link href={figurePath(query, of) as Route}>
        <VisuallyHidden>{name}: </VisuallyHidden>
        {amount}
      </Link>
    </TextLink>
  );
}

import { EmptyState } from '#components/ui/empty-state';
import { Link } from '#components/ui/link';
import { TextLink } from '#components/ui/text-link';

/** A report of a time in which nothing counts. */
export function NothingCounted() {
  return (
    <EmptyState
      drawing="astray"
      title="Nothing counts in this report"
      actions={
        <TextLink asChild>
          <Link href="/transactions">To your transactions</Link>
        </TextLink>
      }
      className="py-20"
    >
      There is no income and no spending in this time that fits what you ask for. Transfers, hidden
      transactions and categories that are left out of spending are in no report.
    </EmptyState>
  );
}

import { VisuallyHidden } from '#components/ui/visually-hidden';
import { cn } from '#lib/cn';
import type { TransactionDto } from '#lib/transactions/contract';

/** A line has room for these; the others are a number. */
const shownAtOnce = 2;

/** The tags of a row, as small as a line of a list wants them. */
export function TagPills({
  tags,
  className,
}: {
  tags: TransactionDto['tags'];
  className?: string;
}) {
  if (tags.length === 0) return null;
  const more = tags.slice(shownAtOnce);
  return (
    <span className={cn('items-center gap-1', className)}>
      {tags.slice(0, shownAtOnce).map(({ id, name }) => (
        <span
          key={id}
          className="max-w-28 truncate rounded-sm bg-pressed px-1.5 text-ink-soft text-xs leading-5"
        >
          <VisuallyHidden>Tag </VisuallyHidden>
          {name}
        </span>
      ))}
      {more.length > 0 ? (
        <span title={more.map(({ name }) => name).join(', ')} className="text-ink-faint text-xs">
          +{more.length}
          <VisuallyHidden> more: {more.map(({ name }) => name).join(', ')}</VisuallyHidden>
        </span>
      ) : null}
    </span>
  );
}

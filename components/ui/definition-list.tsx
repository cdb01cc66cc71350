import type { ComponentProps, ReactNode } from 'react';
import { cn } from '#lib/cn';

/** Facts as a ledger sets them: the term at the left, its value at the right, a hairline between. */
export function DefinitionList({ className, ...props }: ComponentProps<'dl'>) {
  return <dl className={cn('flex flex-col', className)} {...props} />;
}

const weights = {
  row: 'border-line border-b last:border-b-0',
  /** One rule above: a sum of what stands over it. */
  sum: 'rule-sum -mt-px font-medium',
  /** Two rules below: the final sum, as a bookkeeper closes a page. */
  final: 'rule-final -mt-px font-semibold',
} as const;

export function Definition({
  term,
  note,
  weight = 'row',
  className,
  children,
}: {
  term: ReactNode;
  /** A second, quieter line under the term. */
  note?: ReactNode;
  weight?: keyof typeof weights;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div
      className={cn(
        'flex min-h-10 items-baseline justify-between gap-6 py-2.5',
        weights[weight],
        className,
      )}
    >
      <dt className={cn('max-w-1/2 shrink-0', weight === 'row' && 'text-ink-soft')}>
        {term}
        {note ? <span className="block font-normal text-ink-faint text-sm">{note}</span> : null}
      </dt>
      <dd className="min-w-0 text-right">{children}</dd>
    </div>
  );
}

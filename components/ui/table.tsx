import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from '#lib/cn';

/**
 * A ledger page: hairlines between rows, figures at the right, the head stays in sight. The table is
 * pulled out by its cells' padding, so that text lines up with the page and the row's highlight
 * reaches past it. The columns' widths are set on TableColumn (`className="w-28"`) and do not follow the
 * content, so that nothing shifts while rows come and go. `label` names it for screen readers.
 */
export function Table({
  label,
  className,
  children,
  ...props
}: ComponentProps<'table'> & { label: string }) {
  return (
    <div className="@container -mx-3">
      <table
        className={cn('w-full table-fixed border-separate border-spacing-0 text-left', className)}
        {...props}
      >
        <caption className="sr-only">{label}</caption>
        {children}
      </table>
    </div>
  );
}

export function TableHead({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <thead
      className={cn(
        'sticky top-(--sticky-top,0px) z-sticky bg-(--table-paper,var(--canvas))',
        className,
      )}
    >
      <tr className="row-rule [--row-rule:var(--line-strong)]">{children}</tr>
    </thead>
  );
}

export const TableBody = 'tbody';

type ColumnProps = { numeric?: boolean; hideBelow?: keyof typeof hiddenBelow };

/** By the table's own width, not the window's: a drawer beside it takes from it. */
const hiddenBelow = {
  sm: 'hidden @md:table-cell',
  md: 'hidden @xl:table-cell',
  lg: 'hidden @4xl:table-cell',
  xl: 'hidden @5xl:table-cell',
} as const;

/** A column's name. With `sort` it is a button that says the order it is in. */
export function TableColumn({
  numeric = false,
  hideBelow,
  sort,
  onSort,
  className,
  children,
  ...props
}: ComponentProps<'th'> &
  ColumnProps & { sort?: 'ascending' | 'descending' | 'none'; onSort?: () => void }) {
  const Icon = sort === 'ascending' ? ArrowUp : sort === 'descending' ? ArrowDown : ChevronsUpDown;
  return (
    <th
      scope="col"
      aria-sort={sort}
      className={cn(
        'h-9 px-3 font-medium text-ink-soft text-xs',
        numeric && 'text-right',
        hideBelow && hiddenBelow[hideBelow],
        className,
      )}
      {...props}
    >
      {sort ? (
        <button
          type="button"
          onClick={onSort}
          className={cn(
            '-mx-1.5 inline-flex h-6 items-center gap-1 rounded-sm px-1.5 hover:bg-hover hover:text-ink',
            sort !== 'none' && 'text-ink',
            numeric && 'flex-row-reverse',
          )}
        >
          {children}
          <Icon aria-hidden="true" className={cn('size-3', sort === 'none' && 'text-ink-faint')} />
        </button>
      ) : (
        children
      )}
    </th>
  );
}

/** `onClick` is the mouse's short cut; put a link or button in a cell for everybody else. */
export function TableRow({
  selected = false,
  open = false,
  className,
  ...props
}: ComponentProps<'tr'> & {
  /** Ticked, for what acts on many. */
  selected?: boolean;
  /** Its details are on show beside the list. */
  open?: boolean;
}) {
  return (
    <tr
      data-selected={selected || undefined}
      aria-current={open || undefined}
      className={cn(
        'group/row row-rule focus-visible:-outline-offset-2',
        props.onClick && 'cursor-default',
        className,
      )}
      {...props}
    />
  );
}

export function TableCell({
  numeric = false,
  hideBelow,
  className,
  ...props
}: ComponentProps<'td'> & ColumnProps) {
  return (
    <td
      className={cn(
        'table-cell-paper',
        numeric && 'text-right',
        hideBelow && hiddenBelow[hideBelow],
        className,
      )}
      {...props}
    />
  );
}

/**
 * A line that heads the rows below it: a month, an account group. One cell as wide as the table's
 * container; a colSpan would count hidden columns too, and a phone would show an empty one.
 */
export function TableGroup({ aside, children }: { aside?: ReactNode; children: ReactNode }) {
  return (
    <tr>
      <th scope="rowgroup" className="px-3 pt-6 font-medium text-sm">
        <span className="flex w-[calc(100cqi-1.5rem)] items-baseline justify-between gap-4 border-line border-b pb-1.5">
          <span>{children}</span>
          {aside ? <span className="font-normal text-ink-soft">{aside}</span> : null}
        </span>
      </th>
    </tr>
  );
}

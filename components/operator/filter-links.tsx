import type { Route } from 'next';
import { Link } from '#components/ui/link';
import { cn } from '#lib/cn';

/** What a list is narrowed to, in its address: a row that scrolls on a phone. */
export function FilterLinks({
  label,
  options,
  current,
}: {
  label: string;
  options: readonly { value: string; label: string; href: Route; count?: number }[];
  current: string;
}) {
  return (
    <nav aria-label={label} className="scroll-row -mx-1 flex gap-1 overflow-x-auto px-1 py-1">
      {options.map(({ value, label: name, href, count }) => (
        <Link
          key={value}
          href={href}
          scroll={false}
          aria-current={value === current ? 'true' : undefined}
          className={cn(
            'inline-flex h-7 shrink-0 items-center gap-1.5 rounded-md px-2.5 text-ink-soft text-sm transition-colors duration-fast hover:bg-hover hover:text-ink pointer-coarse:h-10',
            'aria-[current]:bg-pressed aria-[current]:font-medium aria-[current]:text-ink',
          )}
        >
          {name}
          {count === undefined ? null : (
            <span className="font-normal text-ink-soft tabular-nums">
              {count.toLocaleString('en-US')}
            </span>
          )}
        </Link>
      ))}
    </nav>
  );
}

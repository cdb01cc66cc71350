'use client';

import type { Route } from 'next';
import { Link } from '#components/ui/link';
import type { SavedViewDto } from '#lib/saved-views/contract';

/** The person's views, one press each; nothing while there are none. */
export function ViewRow({
  views,
  current,
  onOpen,
}: {
  views: readonly SavedViewDto[];
  /** What the list shows, as its URL writes it. */
  current: string;
  onOpen: (query: string) => void;
}) {
  if (views.length === 0) return null;
  return (
    <nav
      aria-label="Saved views"
      className="scroll-row -mx-1 flex items-center gap-1.5 px-1 py-1 max-sm:hidden *:shrink-0"
    >
      {views.map(({ id, name, query }) => (
        <Link
          key={id}
          href={`/transactions?${query}` as Route}
          aria-current={query === current || undefined}
          onClick={(event) => {
            // With a key held the browser opens it elsewhere.
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            onOpen(query);
          }}
          className="inline-flex h-7 max-w-48 items-center rounded-full border border-line-strong px-3 text-ink-soft text-sm transition-colors duration-fast hover:border-line-control hover:text-ink aria-[current]:border-transparent aria-[current]:bg-selected aria-[current]:text-ink"
        >
          <span className="truncate">{name}</span>
        </Link>
      ))}
    </nav>
  );
}

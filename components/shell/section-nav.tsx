'use client';

import type { Route } from 'next';
import { usePathname } from 'next/navigation';
import { Link } from '#components/ui/link';
import { cn } from '#lib/cn';

/**
 * The way between the pages of one place: a row that scrolls, so that a phone shows it whole, and has the name of the
 * current page in its middle.
 */
export function SectionNav({
  label,
  sections,
}: {
  label: string;
  sections: readonly { href: Route; label: string }[];
}) {
  const pathname = usePathname();
  // Also of a page below one of them: the one that says most of where it is.
  const current = sections
    .map(({ href }) => href)
    .filter((href) => `${pathname}/`.startsWith(`${href}/`))
    .reduce((most, href) => (href.length > most.length ? href : most), '');
  return (
    <nav aria-label={label} className="mb-6 border-line border-b print:hidden">
      <ul className="-mb-px scroll-row flex gap-6">
        {sections.map((section) => (
          <li
            key={section.href}
            ref={section.href === current ? centre : null}
            className="shrink-0"
          >
            <Link
              href={section.href}
              aria-current={
                section.href === current ? (pathname === current ? 'page' : 'true') : undefined
              }
              className={cn(
                'relative flex h-10 items-center rounded-sm text-ink-soft transition-colors duration-fast hover:text-ink focus-visible:-outline-offset-2 pointer-coarse:h-11',
                'after:absolute after:inset-x-0 after:bottom-0 after:h-0.5 after:rounded-full',
                'aria-[current]:font-medium aria-[current]:text-ink aria-[current]:after:bg-accent',
              )}
            >
              {section.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Not by scrollIntoView, which would move the page, too. */
function centre(item: HTMLElement | null): void {
  const row = item?.parentElement;
  if (!row) return;
  const [own, frame] = [item.getBoundingClientRect(), row.getBoundingClientRect()];
  row.scrollLeft += own.left + own.width / 2 - (frame.left + frame.width / 2);
}

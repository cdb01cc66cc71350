'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { cn } from '#lib/cn';
import { settingsSections } from './sections.tsx';

/**
 * The way between the pages of the settings: a row that scrolls, so that a phone shows it whole, and
 * has the name of the current page in its middle.
 */
export function SettingsNav() {
  const pathname = usePathname();
  return (
    <nav aria-label="Settings" className="mb-6 border-line border-b">
      <ul className="-mb-px scroll-row flex gap-6">
        {settingsSections.map(({ href, label }) => (
          <li key={href} ref={pathname === href ? centre : null} className="shrink-0">
            <Link
              href={href}
              aria-current={pathname === href ? 'page' : undefined}
              className={cn(
                'relative flex h-10 items-center rounded-sm text-ink-soft transition-colors duration-fast hover:text-ink focus-visible:-outline-offset-2 pointer-coarse:h-11',
                'after:absolute after:inset-x-0 after:bottom-0 after:h-0.5 after:rounded-full',
                'aria-[current]:font-medium aria-[current]:text-ink aria-[current]:after:bg-accent',
              )}
            >
              {label}
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

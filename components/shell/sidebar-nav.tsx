'use client';

import { usePathname } from 'next/navigation';
import { Link } from '#components/ui/link';
import { Bob } from '#components/ui/plumb-mark';
import { cn } from '#lib/cn';
import { activeIndex, type NavigationCounts, navigation } from './navigation.tsx';

const itemHeight = 36;
const itemGap = 2;
/** From the top of the sidebar down to the first place: padding, brand, search. */
const above = 124;

/**
 * The sidebar's edge is the string of a plumb line; its bob hangs beside the place one is in, and
 * slides when one moves on. Bob and string are one strip of fixed length, moved by a transform inside
 * a clipped column, so that nothing is laid out anew.
 */
export function SidebarNav({ counts }: { counts: NavigationCounts }) {
  const pathname = usePathname();
  const active = activeIndex(pathname, navigation);
  return (
    <nav aria-label="Main" className="relative pr-4">
      <ul className="flex flex-col gap-0.5">
        {navigation.map(({ href, label, Icon }, index) => (
          <li key={href} className="relative">
            <Link
              href={href}
              aria-current={index === active ? 'page' : undefined}
              className={cn(
                'flex h-9 items-center gap-3 rounded-md px-3 text-ink-soft transition-colors duration-fast hover:bg-hover hover:text-ink active:bg-pressed',
                'aria-[current]:font-medium aria-[current]:text-ink',
              )}
            >
              <Icon
                aria-hidden="true"
                className={cn('size-4 shrink-0', index !== active && 'text-ink-faint')}
              />
              <span className="flex-1">{label}</span>
            </Link>
            <span className="pointer-events-none absolute inset-y-0 right-3 flex items-center text-ink-faint text-sm empty:hidden">
              {counts[href]}
            </span>
          </li>
        ))}
      </ul>
      {active >= 0 ? (
        <div
          aria-hidden="true"
          className="pointer-events-none absolute -top-31 -right-[5.5px] bottom-0 w-2.5 overflow-clip text-accent"
        >
          <div
            className="absolute top-0 left-0 flex h-[100vh] w-full flex-col items-center justify-end transition-transform duration-slow ease-out"
            style={{
              transform: `translateY(calc(-100% + ${above + itemHeight / 2 + 7 + active * (itemHeight + itemGap)}px))`,
            }}
          >
            <span className="w-px flex-1 bg-current" />
            <Bob className="h-3.5 w-[8.75px]" />
          </div>
        </div>
      ) : null}
    </nav>
  );
}

'use client';

import { Ellipsis } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { Link } from '#components/ui/link';
import { Menu, MenuContent, MenuItem, MenuTrigger } from '#components/ui/menu';
import { Bob } from '#components/ui/plumb-mark';
import { VisuallyHidden } from '#components/ui/visually-hidden';
import { cn } from '#lib/cn';
import { activeIndex, type NavigationCounts, navigation } from './navigation.tsx';

const items = navigation.filter((item) => item.inBottomBar);
const others = navigation.filter((item) => !item.inBottomBar);

const itemStyles =
  'flex h-full flex-col items-center justify-center gap-1 pt-1.5 text-2xs text-ink-soft leading-none transition-colors duration-fast focus-visible:-outline-offset-2 active:bg-pressed';

/** The phone's navigation. The bob hangs from the bar's upper edge over the place one is in. */
export function BottomNav({ counts }: { counts: NavigationCounts }) {
  const pathname = usePathname();
  const active = activeIndex(pathname, items);
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-bar border-line border-t bg-canvas pb-[env(safe-area-inset-bottom)] lg:hidden print:hidden"
    >
      <ul className="mx-auto grid h-(--bottom-bar-height) max-w-lg auto-cols-fr grid-flow-col">
        {items.map(({ href, label, Icon }, index) => (
          <li key={href} className="relative">
            <Link
              href={href}
              aria-current={index === active ? 'page' : undefined}
              className={cn(itemStyles, 'aria-[current]:font-medium aria-[current]:text-ink')}
            >
              <Icon aria-hidden="true" className="size-5" />
              {label}
            </Link>
            <span className="pointer-events-none absolute top-1.5 left-[calc(50%+0.75rem)] rounded-full bg-accent-soft px-1.5 text-2xs text-accent empty:hidden">
              {counts[href]}
            </span>
            {index === active ? <Here /> : null}
          </li>
        ))}
        <li className="relative">
          <More pathname={pathname} />
        </li>
      </ul>
    </nav>
  );
}

/** All other places. */
function More({ pathname }: { pathname: string }) {
  const active = activeIndex(pathname, others);
  const place = others[active];
  return (
    <>
      <Menu>
        <MenuTrigger className={cn(itemStyles, 'w-full', place && 'font-medium text-ink')}>
          <Ellipsis aria-hidden="true" className="size-5" />
          More
          {place ? <VisuallyHidden>(now at {place.label})</VisuallyHidden> : null}
        </MenuTrigger>
        <MenuContent side="top" className="w-56">
          {others.map(({ href, label, Icon }, index) => (
            <MenuItem key={href} asChild className={index === active ? 'font-medium' : undefined}>
              <Link href={href} aria-current={index === active ? 'page' : undefined}>
                <Icon aria-hidden="true" />
                {label}
              </Link>
            </MenuItem>
          ))}
        </MenuContent>
      </Menu>
      {place ? <Here /> : null}
    </>
  );
}

function Here() {
  return (
    <Bob className="absolute -top-px left-1/2 h-2.5 w-[6.25px] -translate-x-1/2 text-accent" />
  );
}

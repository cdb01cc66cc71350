import type { ReactNode } from 'react';
import { Link } from '#components/ui/link';
import { PlumbMark } from '#components/ui/plumb-mark';
import { SkipLink } from '#components/ui/skip-link';
import { AccountMenu, type Person } from './account-menu.tsx';
import { BottomNav } from './bottom-nav.tsx';
import type { NavigationCounts } from './navigation.tsx';
import { RememberTimeZone } from './remember-time-zone.tsx';
import { SidebarNav } from './sidebar-nav.tsx';
import type { Theme } from './theme.tsx';

/**
 * The frame of every signed-in page: a sidebar from 1024 px up, top and bottom bars below. It loads
 * nothing; whoever renders it brings the person and the words.
 */
export function AppShell({
  person,
  theme,
  accountItems,
  bell,
  counts = {},
  search,
  banner,
  children,
}: {
  person: Person;
  theme: Theme;
  /** MenuItems of the person's menu: settings, sign out. */
  accountItems?: ReactNode;
  /** What waits to be read; beside the brand, and on a phone beside the person. */
  bell?: ReactNode;
  counts?: NavigationCounts;
  /** The way to pages, actions and words: under the brand, and on a phone an icon. */
  search?: { wide: ReactNode; compact: ReactNode };
  /** Above the page's content: trouble with a connection. */
  banner?: ReactNode;
  children: ReactNode;
}) {
  const menu = { person, theme, items: accountItems };
  return (
    <div className="min-h-dvh print:block lg:grid lg:pr-(--beside-width) lg:grid-cols-[var(--sidebar-width)_minmax(0,1fr)]">
      <RememberTimeZone />
      <SkipLink>Skip to content</SkipLink>
      <header className="hidden border-line border-r lg:block print:hidden">
        <div className="sticky top-0 flex h-dvh flex-col py-4 pl-4">
          <div className="mb-4 flex items-center justify-between pr-4">
            <Brand className="h-10 px-3" />
            {bell}
          </div>
          {search ? <div className="mb-4 pr-4">{search.wide}</div> : null}
          <SidebarNav counts={counts} />
          <div className="mt-auto pr-4">
            <AccountMenu {...menu} />
          </div>
        </div>
      </header>
      <header className="sticky top-0 z-bar flex h-(--top-bar-height) items-center justify-between border-line border-b bg-canvas pr-2 pl-4 lg:hidden print:hidden">
        <Brand className="-ml-2 h-11 px-2" />
        <div className="flex items-center">
          {search?.compact}
          {bell}
          <AccountMenu {...menu} compact />
        </div>
      </header>
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto w-full max-w-6xl px-4 pt-6 pb-[calc(var(--bottom-bar-height)+env(safe-area-inset-bottom)+2.5rem)] outline-none [--sticky-top:var(--top-bar-height)] sm:px-8 lg:px-12 lg:pt-9 lg:pb-16 lg:[--sticky-top:0px]"
      >
        <div className="mb-8 empty:hidden print:hidden">{banner}</div>
        {children}
      </main>
      <BottomNav counts={counts} />
    </div>
  );
}

function Brand({ className }: { className?: string }) {
  return (
    <Link href="/" className={`flex w-fit items-center gap-2 rounded-md ${className ?? ''}`}>
      <PlumbMark className="-ml-1 text-accent" />
      <span className="font-semibold text-md tracking-[-0.02em]">Plumbline</span>
    </Link>
  );
}

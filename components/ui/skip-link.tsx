import type { ReactNode } from 'react';

/** First focusable thing on a page; appears only when the keyboard reaches it. */
export function SkipLink({
  href = '#main',
  children,
}: {
  href?: `#${string}`;
  children: ReactNode;
}) {
  return (
    <a
      href={href}
      className="fixed top-2 left-2 z-toast -translate-y-16 rounded-md bg-accent-fill px-4 py-2 font-medium text-accent-ink transition-transform duration-fast focus-visible:translate-y-0"
    >
      {children}
    </a>
  );
}

import type { ReactNode } from 'react';
import { cn } from '#lib/cn';

export type Scheme = 'light' | 'dark';

/** The same thing twice, once in each theme. Menus and dialogs open in the theme of the page. */
export function Specimen({
  title,
  children,
}: {
  title: string;
  children: (scheme: Scheme) => ReactNode;
}) {
  return (
    <section aria-label={title} className="mb-14">
      <h2 className="mb-3 font-semibold text-md">{title}</h2>
      <div className="grid gap-px overflow-clip rounded-lg border border-line bg-line xl:grid-cols-2">
        {(['light', 'dark'] as const).map((scheme) => (
          <div
            key={scheme}
            data-theme={scheme}
            className="flex min-w-0 flex-col gap-8 bg-canvas p-5 text-ink sm:p-8"
          >
            {children(scheme)}
          </div>
        ))}
      </div>
    </section>
  );
}

/** A few things of a kind, named. */
export function Row({
  label,
  stacked = false,
  children,
}: {
  label: string;
  stacked?: boolean;
  children: ReactNode;
}) {
  return (
    <div>
      <p className="mb-2 text-ink-faint text-xs">{label}</p>
      <div
        className={cn(
          stacked ? 'flex flex-col gap-4' : 'flex flex-wrap items-center gap-x-4 gap-y-3',
        )}
      >
        {children}
      </div>
    </div>
  );
}

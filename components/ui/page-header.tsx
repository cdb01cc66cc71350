import type { ReactNode } from 'react';
import { cn } from '#lib/cn';

/** The page's one h1, with what it offers at the right. */
export function PageHeader({
  title,
  description,
  back,
  actions,
  className,
}: {
  title: ReactNode;
  description?: ReactNode;
  /** A link to where this page belongs. */
  back?: ReactNode;
  actions?: ReactNode;
  className?: string;
}) {
  return (
    <header className={cn('mb-8', className)}>
      {back ? <div className="mb-2 text-ink-soft text-sm">{back}</div> : null}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1 className="font-semibold text-xl">{title}</h1>
          {description ? <p className="mt-0.5 text-ink-soft">{description}</p> : null}
        </div>
        {actions ? (
          <div data-flush-end className="flex flex-wrap items-center gap-2">
            {actions}
          </div>
        ) : null}
      </div>
    </header>
  );
}

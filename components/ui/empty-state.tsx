import type { ReactNode } from 'react';
import { cn } from '#lib/cn';
import { PlumbDrawing, type PlumbDrawingName } from './plumb-drawing.tsx';

/** What this place is for, why it is empty, and the next thing to do. */
export function EmptyState({
  drawing = 'waiting',
  title,
  actions,
  level = 2,
  className,
  children,
}: {
  /** waiting: nothing yet. astray: nothing found. apart: broken. settled: all done. */
  drawing?: PlumbDrawingName;
  title: ReactNode;
  actions?: ReactNode;
  level?: 1 | 2 | 3;
  className?: string;
  children?: ReactNode;
}) {
  const Heading = `h${level}` as const;
  return (
    <div className={cn('flex flex-col items-center px-4 py-12 text-center', className)}>
      <PlumbDrawing name={drawing} />
      <Heading className="mt-6 font-semibold text-md">{title}</Heading>
      {children ? <div className="mt-1 max-w-md text-balance text-ink-soft">{children}</div> : null}
      {actions ? (
        <div className="mt-5 flex flex-wrap items-center justify-center gap-2">{actions}</div>
      ) : null}
    </div>
  );
}

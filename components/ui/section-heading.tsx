import type { ReactNode } from 'react';
import { cn } from '#lib/cn';

/** The name of a part of a page, over its rule; `aside` holds its sum or a link to all of it. */
export function SectionHeading({
  id,
  level = 2,
  aside,
  ruled = true,
  className,
  children,
}: {
  id?: string;
  level?: 2 | 3;
  aside?: ReactNode;
  ruled?: boolean;
  className?: string;
  children: ReactNode;
}) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <div
      className={cn(
        'flex items-baseline justify-between gap-4 pb-2',
        ruled && 'border-line-strong border-b',
        className,
      )}
    >
      <Heading id={id} className={cn('font-semibold', level === 2 ? 'text-md' : 'text-base')}>
        {children}
      </Heading>
      {aside ? <div className="text-ink-soft text-sm">{aside}</div> : null}
    </div>
  );
}

import type { ComponentProps } from 'react';
import { cn } from '#lib/cn';

/** Text for screen readers. Not selectable, so that copying a table copies only what one sees. */
export function VisuallyHidden({ className, ...props }: ComponentProps<'span'>) {
  return <span className={cn('sr-only select-none', className)} {...props} />;
}

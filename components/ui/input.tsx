import type { ComponentProps } from 'react';
import { cn } from '#lib/cn';

/**
 * Shared by every text-like control. On a touch screen the text is 16 px, below which iOS zooms the
 * page into the field.
 */
export const controlStyles = [
  'w-full min-w-0 rounded-md border border-line-control bg-surface px-3 text-ink transition-colors duration-fast',
  'hover:border-ink-faint focus-visible:border-accent focus-visible:outline-offset-0',
  'disabled:border-line-strong disabled:bg-sunken disabled:text-ink-faint',
  'aria-invalid:border-danger aria-invalid:hover:border-danger aria-invalid:focus-visible:outline-danger',
  'text-base pointer-coarse:text-md',
];

export function Input({ className, ...props }: ComponentProps<'input'>) {
  return (
    <input
      className={cn(
        controlStyles,
        'h-9 read-only:bg-sunken pointer-coarse:h-11 [&[type=search]]:appearance-none',
        className,
      )}
      {...props}
    />
  );
}

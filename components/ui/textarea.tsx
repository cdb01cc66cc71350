import type { ComponentProps } from 'react';
import { cn } from '#lib/cn';
import { controlStyles } from './input.tsx';

/** Grows with its text where the browser can (field-sizing), up to about ten lines. */
export function Textarea({ className, rows = 3, ...props }: ComponentProps<'textarea'>) {
  return (
    <textarea
      rows={rows}
      className={cn(
        controlStyles,
        'field-sizing-content read-only:bg-sunken max-h-56 min-h-20 resize-y read-only:resize-none py-2',
        className,
      )}
      {...props}
    />
  );
}

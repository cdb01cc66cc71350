import type { ComponentProps } from 'react';
import { cn } from '#lib/cn';

/** The bob alone, point down, in a 10 × 16 box: the shape every mark and marker is made of. */
export const bobPath =
  'M5 16C3.6 12.6.9 9 .9 6.1.9 4.5 2 3.4 3.5 3.1V1.2C3.5.8 3.8.5 4.2.5H5.8C6.2.5 6.5.8 6.5 1.2V3.1C8 3.4 9.1 4.5 9.1 6.1 9.1 9 6.4 12.6 5 16Z';

export function Bob({ className, ...props }: ComponentProps<'svg'>) {
  return (
    <svg
      viewBox="0 0 10 16"
      aria-hidden="true"
      fill="currentColor"
      className={cn('h-4 w-2.5 shrink-0', className)}
      {...props}
    >
      <path d={bobPath} />
    </svg>
  );
}

/** The product's mark: a bob on its string, at rest. Decorative beside the name. */
export function PlumbMark({ className, ...props }: ComponentProps<'svg'>) {
  return (
    <svg
      viewBox="0 0 24 24"
      aria-hidden="true"
      fill="none"
      className={cn('size-6 shrink-0', className)}
      {...props}
    >
      <path d="M8 1.5h8M12 1.5V8" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
      <g transform="translate(7 7)">
        <path d={bobPath} fill="currentColor" />
      </g>
    </svg>
  );
}

'use client';

import * as Primitive from 'radix-ui/switch';
import type { ComponentProps } from 'react';
import { cn } from '#lib/cn';

/** For a setting that takes effect at once. Give it aria-label, or wrap it in Choice. */
export function Switch({ className, ...props }: ComponentProps<typeof Primitive.Root>) {
  return (
    <Primitive.Root
      className={cn(
        'touch-target relative inline-flex h-5 w-8 shrink-0 items-center rounded-full border border-line-control bg-sunken transition-colors duration-fast hover:border-ink-soft',
        'after:absolute after:-inset-1 after:content-[""]',
        'data-[state=checked]:border-transparent data-[state=checked]:bg-accent-fill disabled:opacity-50',
        className,
      )}
      {...props}
    >
      <Primitive.Thumb className="pointer-events-none block size-3 translate-x-[3px] rounded-full bg-ink-soft transition-transform duration-base ease-out data-[state=checked]:translate-x-[15px] data-[state=checked]:bg-accent-ink" />
    </Primitive.Root>
  );
}

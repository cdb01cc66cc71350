'use client';

import * as Primitive from 'radix-ui/tabs';
import type { ComponentProps } from 'react';
import { cn } from '#lib/cn';

/** Tabs value onValueChange > TabsList aria-label > Tab value…; then TabsPanel value each. */
export const Tabs = Primitive.Root;

export function TabsList({ className, ...props }: ComponentProps<typeof Primitive.List>) {
  return (
    <Primitive.List
      className={cn('scroll-row flex gap-6 border-line border-b', className)}
      {...props}
    />
  );
}

export function Tab({ className, ...props }: ComponentProps<typeof Primitive.Trigger>) {
  return (
    <Primitive.Trigger
      className={cn(
        'relative h-10 shrink-0 rounded-sm text-ink-soft transition-colors duration-fast hover:text-ink pointer-coarse:h-11',
        'focus-visible:-outline-offset-2 after:absolute after:inset-x-0 after:bottom-0 after:h-0.5 after:rounded-full',
        'data-[state=active]:font-medium data-[state=active]:text-ink data-[state=active]:after:bg-accent disabled:opacity-50',
        className,
      )}
      {...props}
    />
  );
}

export function TabsPanel({ className, ...props }: ComponentProps<typeof Primitive.Content>) {
  return <Primitive.Content className={cn('pt-5', className)} {...props} />;
}

'use client';

import { Check, Minus } from 'lucide-react';
import * as Primitive from 'radix-ui/checkbox';
import type { ComponentProps } from 'react';
import { cn } from '#lib/cn';

/** Give it aria-label, or wrap it in Choice. `checked="indeterminate"` stands for "some of them". */
export function Checkbox({ className, ...props }: ComponentProps<typeof Primitive.Root>) {
  return (
    <Primitive.Root
      className={cn(
        'touch-target group inline-grid align-middle size-4 shrink-0 place-items-center rounded-sm border border-line-control bg-surface text-accent-ink transition-colors duration-fast hover:border-ink-soft',
        'data-[state=checked]:border-transparent data-[state=checked]:bg-accent-fill data-[state=indeterminate]:border-transparent data-[state=indeterminate]:bg-accent-fill',
        'aria-invalid:border-danger disabled:opacity-50 disabled:hover:border-line-control',
        // 16 px to look at, 24 px to hit.
        'relative after:absolute after:-inset-1 after:content-[""]',
        className,
      )}
      {...props}
    >
      <Primitive.Indicator className="grid place-items-center">
        <Check className="hidden size-3 stroke-3 group-data-[state=checked]:block" />
        <Minus className="hidden size-3 stroke-3 group-data-[state=indeterminate]:block" />
      </Primitive.Indicator>
    </Primitive.Root>
  );
}

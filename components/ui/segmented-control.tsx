'use client';

import * as Primitive from 'radix-ui/radio-group';
import type { ReactNode } from 'react';
import { cn } from '#lib/cn';

/** One of two to five that all fit in sight: a period, a view, a theme. */
export function SegmentedControl<Value extends string>({
  label,
  options,
  value,
  onValueChange,
  disabled,
  className,
}: {
  label: string;
  options: readonly { value: Value; label: ReactNode; icon?: ReactNode }[];
  value: Value;
  onValueChange: (value: Value) => void;
  disabled?: boolean;
  className?: string;
}) {
  return (
    <Primitive.Root
      aria-label={label}
      orientation="horizontal"
      value={value}
      disabled={disabled}
      onValueChange={(next) => {
        const option = options.find((candidate) => candidate.value === next);
        if (option) onValueChange(option.value);
      }}
      className={cn('inline-flex rounded-md bg-pressed p-0.5', className)}
    >
      {options.map((option) => (
        <Primitive.Item
          key={option.value}
          value={option.value}
          className={cn(
            'inline-flex h-6 flex-1 items-center justify-center gap-1.5 whitespace-nowrap rounded-sm px-2.5 text-ink-soft text-sm transition-colors duration-fast hover:text-ink pointer-coarse:h-10 pointer-coarse:px-3.5',
            'data-[state=checked]:bg-surface data-[state=checked]:font-medium data-[state=checked]:text-ink data-[state=checked]:ring-1 data-[state=checked]:ring-line-strong disabled:opacity-50 [&_svg]:size-3.5',
          )}
        >
          {option.icon}
          {option.label}
        </Primitive.Item>
      ))}
    </Primitive.Root>
  );
}

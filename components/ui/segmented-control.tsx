'use client';

import { type ReactNode, useId } from 'react';
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
  const name = useId();
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className={cn('inline-flex rounded-md bg-pressed p-0.5', className)}
    >
      {options.map((option) => (
        <label
          key={option.value}
          className={cn(
            'relative inline-flex h-6 flex-1 items-center justify-center gap-1.5 whitespace-nowrap rounded-sm px-2.5 text-ink-soft text-sm transition-colors duration-fast hover:text-ink pointer-coarse:h-10 pointer-coarse:px-3.5',
            'has-checked:bg-surface has-checked:font-medium has-checked:text-ink has-checked:ring-1 has-checked:ring-line-strong has-disabled:opacity-50 [&_svg]:size-3.5',
          )}
        >
          <input
            type="radio"
            name={name}
            // No form around it sends it.
            form=""
            checked={option.value === value}
            disabled={disabled}
            onChange={() => onValueChange(option.value)}
            className="absolute inset-0 appearance-none rounded-sm"
          />
          {option.icon}
          {option.label}
        </label>
      ))}
    </div>
  );
}

'use client';

import * as Primitive from 'radix-ui/progress';
import { type ReactNode, useId } from 'react';
import { cn } from '#lib/cn';

/**
 * How far along something is. `value={null}` where nobody knows: then `detail` should say what has
 * been done so far, and the bar does not pretend.
 */
export function Progress({
  label,
  detail,
  value,
  max = 100,
  tone = 'accent',
  className,
}: {
  label: ReactNode;
  /** "412 of about 1,200", "14 months so far". */
  detail?: ReactNode;
  value: number | null;
  max?: number;
  tone?: 'accent' | 'warning' | 'danger';
  className?: string;
}) {
  const id = useId();
  const share = value === null ? 0 : Math.min(1, Math.max(0, value / max));
  return (
    <div className={className}>
      <div className="mb-1.5 flex items-baseline justify-between gap-4 text-sm">
        <span id={id}>{label}</span>
        {detail ? <span className="text-ink-soft">{detail}</span> : null}
      </div>
      <Primitive.Root
        value={value === null ? null : Math.min(value, max)}
        max={max}
        aria-labelledby={id}
        className="relative h-1 overflow-hidden rounded-full bg-line"
      >
        <Primitive.Indicator
          className={cn(
            'block h-full origin-left rounded-full',
            fills[tone],
            value === null
              ? 'w-1/4 animate-travel motion-reduce:w-full motion-reduce:animate-breathe motion-reduce:opacity-50'
              : 'w-full transition-transform duration-slow ease-out',
          )}
          style={value === null ? undefined : { transform: `scaleX(${share})` }}
        />
      </Primitive.Root>
    </div>
  );
}

const fills = {
  accent: 'bg-accent',
  warning: 'bg-warning',
  danger: 'bg-danger',
} as const;

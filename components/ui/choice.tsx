import type { ReactNode } from 'react';
import { cn } from '#lib/cn';

/** A Checkbox or Switch (the child) with its words; all of it is the target. */
export function Choice({
  label,
  hint,
  side = 'start',
  className,
  children,
}: {
  label: ReactNode;
  hint?: ReactNode;
  /** Where the control stands: before the words (checkbox) or at the far end (switch). */
  side?: 'start' | 'end';
  className?: string;
  children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child.
    <label
      className={cn(
        'flex gap-2.5 pointer-coarse:min-h-11 pointer-coarse:py-2',
        side === 'end' && 'flex-row-reverse justify-between gap-6',
        className,
      )}
    >
      <span className="flex h-5 items-center">{children}</span>
      <span className="min-w-0">
        <span className="block">{label}</span>
        {hint ? <span className="block text-ink-soft text-sm">{hint}</span> : null}
      </span>
    </label>
  );
}

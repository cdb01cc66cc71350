import { CircleAlert } from 'lucide-react';
import * as Slot from 'radix-ui/slot';
import { type ReactNode, useId } from 'react';
import { cn } from '#lib/cn';

export type FieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong and how to put it right. Its presence marks the control invalid. */
  error?: ReactNode;
  optional?: boolean;
  labelHidden?: boolean;
  /** Sits opposite the label: "Forgot it?". */
  aside?: ReactNode;
  /** Keeps a line free for an error, so that what stands below does not jump. */
  steady?: boolean;
  className?: string;
  children: ReactNode;
};

/**
 * Label, control, and a line below: the hint, or the error in its place. The control (a single child: Input, PasswordInput, Select,
 * Textarea) receives id, aria-describedby and aria-invalid.
 */
export function Field({
  label,
  hint,
  error,
  optional = false,
  labelHidden = false,
  aside,
  steady = false,
  className,
  children,
}: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const describedBy = error ? errorId : hint ? hintId : undefined;
  return (
    <div className={cn('flex flex-col gap-1.5', className)}>
      <div className={cn('flex items-baseline justify-between gap-4', labelHidden && 'sr-only')}>
        <label htmlFor={id} className="font-medium text-sm">
          {label}
          {optional ? <span className="font-normal text-ink-faint"> (optional)</span> : null}
        </label>
        {aside ? <span className="text-sm">{aside}</span> : null}
      </div>
      <Slot.Root id={id} aria-describedby={describedBy} aria-invalid={error ? true : undefined}>
        {children}
      </Slot.Root>
      {error ? (
        <p id={errorId} className="flex gap-1.5 text-danger text-sm">
          <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          <span>{error}</span>
        </p>
      ) : hint ? (
        <p id={hintId} className="text-ink-soft text-sm">
          {hint}
        </p>
      ) : steady ? (
        <p aria-hidden="true" className="h-5" />
      ) : null}
    </div>
  );
}

import type { ReactNode } from 'react';
import { cn } from '#lib/cn';
import { Amount, type AmountProps } from './amount.tsx';

/** From here on the largest size would not fit a phone. */
const longMinor = 100_000_000;

const sizes = {
  md: 'text-xl font-medium [--part-size:.6em]',
  lg: 'text-2xl font-medium',
  xl: 'text-3xl font-medium sm:text-4xl',
} as const;

/** A headline sum: what it is, how much, and a line about it (when it was true, what it counts). */
export function Figure({
  label,
  note,
  size = 'lg',
  className,
  ...amount
}: Omit<AmountProps, 'display' | 'className'> & {
  label: ReactNode;
  note?: ReactNode;
  size?: keyof typeof sizes;
  className?: string;
}) {
  return (
    <div className={cn('flex flex-col', className)}>
      <span className="text-ink-soft text-sm">{label}</span>
      <Amount
        {...amount}
        display="headline"
        className={cn(
          '-ml-[.02em]',
          sizes[size],
          size === 'xl' && Math.abs(amount.minor ?? 0) >= longMinor && 'text-2xl sm:text-4xl',
        )}
      />
      {note ? <span className="mt-1 text-ink-soft text-sm">{note}</span> : null}
    </div>
  );
}

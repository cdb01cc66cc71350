import type { DayValues } from '#lib/balances/contract';
import { cn } from '#lib/cn';
import { sparkPath } from './spark-path.ts';

/** The course of some months at a glance, without figures: it says nothing that is not said in words beside it. */
export function Sparkline({ values, className }: { values: DayValues; className?: string }) {
  const path = sparkPath(values);
  if (path === null) return <span className={className} />;
  return (
    <svg
      aria-hidden="true"
      viewBox="0 -5 100 110"
      preserveAspectRatio="none"
      className={cn('overflow-visible', className)}
    >
      <path
        d={path}
        vectorEffect="non-scaling-stroke"
        className="fill-none stroke-ink-faint [stroke-linecap:round] [stroke-linejoin:round] [stroke-width:1.25]"
      />
    </svg>
  );
}

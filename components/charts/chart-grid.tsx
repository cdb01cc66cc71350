import { cn } from '#lib/cn';
import { formatCompact } from '#lib/money/format-amount';

/** Hairlines at round amounts; zero, where it is in sight, is the stronger one. */
export function ChartGrid({
  ticks,
  currency,
}: {
  ticks: readonly { minor: number; y: number }[];
  currency: string;
}) {
  return ticks.map(({ minor, y }) => (
    <div key={minor} aria-hidden="true" className="absolute inset-x-0" style={{ top: `${y}%` }}>
      <div className={cn('border-t', minor === 0 ? 'border-line-strong' : 'border-line')} />
      <span className="absolute top-0 right-full w-12 -translate-y-1/2 pr-2 text-right text-2xs text-ink-faint">
        <span data-amount="end">{formatCompact(minor, currency)}</span>
      </span>
    </div>
  ));
}

/** What stands where between left and right, in hundredths; on a phone every second of many. */
export function ChartAxis({ ticks }: { ticks: readonly { x: number; label: string }[] }) {
  return (
    <div aria-hidden="true" className="relative mt-2 h-4 text-2xs text-ink-faint">
      {ticks.map(({ x, label }, place) => (
        <span
          key={x}
          className={cn(
            'absolute whitespace-nowrap',
            (ticks.length - place) % 2 === 0 && ticks.length > 4 && 'max-sm:hidden',
          )}
          style={toPlace(x)}
        >
          {label}
        </span>
      ))}
    </div>
  );
}

/** Centred under its place, and inside the chart at its ends. */
function toPlace(x: number) {
  const shift = x < 4 ? 0 : x > 96 ? -100 : -50;
  return { left: `${x}%`, transform: `translateX(${shift}%)` };
}

import { cn } from '#lib/cn';

/** The course of some columns at a glance, as `Sparkline`; bars from zero, each row on its own scale. */
export function SparkBars({
  values,
  className,
}: {
  values: readonly number[];
  className?: string;
}) {
  const most = values.reduce((all, minor) => Math.max(all, Math.abs(minor)), 0);
  const low = values.some((minor) => minor < 0);
  const half = low ? 50 : 100;
  const width = 100 / values.length;
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 100 100"
      preserveAspectRatio="none"
      className={cn('fill-line-control', className)}
    >
      {values.map((minor, index) => {
        const height = most === 0 ? 0 : Math.max((Math.abs(minor) / most) * half, minor ? 3 : 0);
        const place = index * width;
        return (
          <rect
            key={place}
            x={place + width * 0.15}
            y={minor < 0 ? half : half - height}
            width={width * 0.7}
            height={height}
          />
        );
      })}
    </svg>
  );
}

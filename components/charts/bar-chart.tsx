import type { ReactNode } from 'react';
import { cn } from '#lib/cn';
import { BarCursor } from './bar-cursor.tsx';
import { ChartFrame } from './chart-frame.tsx';
import { ChartAxis, ChartGrid } from './chart-grid.tsx';
import { FiguresTable } from './figures-table.tsx';
import { middleOf, type ScaledBars, scaleBars } from './scale-bars.ts';

export type BarSeries = {
  label: string;
  values: readonly number[];
  /** `below` is drawn downwards; `mark` is a line across the bars: what the others leave. */
  as?: 'bar' | 'below' | 'mark';
  /** Money in alone. */
  tone?: 'accent' | 'positive' | 'soft';
};

export type BarColumn = {
  /** In full, for whoever looks at it alone: "March 2026". */
  name: string;
  /** Under the bar. */
  short: string;
};

/** So many names stand under the bars at most. */
const tickLimit = 12;

/**
 * Amounts of some columns of time, drawn on the server. What goes up and what goes down is told apart by where it
 * stands, never by colour alone; every figure is in the table too.
 */
export function BarChart({
  label,
  columns,
  currency,
  series,
  heading,
  size = 'md',
}: {
  /** What is drawn, for whoever cannot see it. */
  label: string;
  columns: readonly BarColumn[];
  currency: string;
  /** At most one upwards, one downwards and one mark. */
  series: readonly BarSeries[];
  heading?: ReactNode;
  size?: 'md' | 'sm';
}) {
  if (columns.length === 0) return null;
  const names = columns.map(({ name }) => name);
  return (
    <ChartFrame
      label={label}
      heading={heading}
      chart={
        <div className="pl-13">
          <div className={cn('relative', size === 'md' ? 'h-52 sm:h-64' : 'h-36')}>
            <Drawing series={series} currency={currency} count={columns.length} />
            <BarCursor
              label={label}
              columns={names}
              currency={currency}
              series={series.map(({ label: name, values }) => ({ label: name, values }))}
            />
          </div>
          <ChartAxis ticks={listTicks(columns)} />
        </div>
      }
      table={
        <FiguresTable
          label={label}
          head="Time"
          rows={names.map((name, index) => ({ name, index })).reverse()}
          currency={currency}
          series={series}
        />
      }
    />
  );
}

function Drawing({
  series,
  currency,
  count,
}: {
  series: readonly BarSeries[];
  currency: string;
  count: number;
}) {
  const drawn = series.filter(({ as }) => as !== 'mark');
  const marks = series.find(({ as }) => as === 'mark')?.values ?? [];
  const scaled = scaleBars(
    drawn.map(({ as, values }) => (as === 'below' ? values.map((minor) => -minor) : values)),
    marks,
    currency,
  );
  return (
    <>
      <ChartGrid ticks={scaled.ticks} currency={currency} />
      <svg
        aria-hidden="true"
        viewBox="0 0 100 100"
        preserveAspectRatio="none"
        className="absolute inset-0 size-full overflow-visible"
      >
        {drawn.map(({ label, tone = 'accent' }, index) => (
          <g key={label} className={tones[tone]}>
            {scaled.bars[index]?.map((bar) => (
              <rect key={bar.x} {...bar} />
            ))}
          </g>
        ))}
        <Marks scaled={scaled} count={count} />
      </svg>
    </>
  );
}

const tones = {
  accent: 'fill-accent',
  positive: 'fill-positive',
  soft: 'fill-line-control',
} as const;

/** Across each bar and a little beyond it, on paper of its own so that it is seen on the bar. */
function Marks({ scaled: { bars, marks }, count }: { scaled: ScaledBars; count: number }) {
  const width = bars.flat()[0]?.width ?? 0;
  return marks.map((y, index) => {
    const x = middleOf(index, count);
    const reach = width * 0.75;
    const path = `M${x - reach},${y}H${x + reach}`;
    return (
      <g key={x} className="fill-none">
        <path
          d={path}
          vectorEffect="non-scaling-stroke"
          strokeWidth={5}
          className="stroke-canvas"
        />
        <path d={path} vectorEffect="non-scaling-stroke" strokeWidth={2} className="stroke-ink" />
      </g>
    );
  });
}

/** Counted back from the last column, which is what one looks for. */
function listTicks(columns: readonly BarColumn[]) {
  const step = Math.ceil(columns.length / tickLimit);
  return columns.flatMap(({ short }, index) =>
    (columns.length - 1 - index) % step === 0
      ? { x: middleOf(index, columns.length), label: short }
      : [],
  );
}

/** Which bar is what, for a chart of several. */
export function BarLegend({ series }: { series: readonly BarSeries[] }) {
  return (
    <ul aria-hidden="true" className="flex flex-wrap gap-x-5 gap-y-1 text-ink-soft text-sm">
      {series.map(({ label, as, tone = 'accent' }) => (
        <li key={label} className="flex items-center gap-2">
          <svg aria-hidden="true" viewBox="0 0 10 10" className={cn('size-2.5', tones[tone])}>
            {as === 'mark' ? (
              <path d="M0,5H10" strokeWidth={2} className="stroke-ink" />
            ) : (
              <rect width={10} height={10} />
            )}
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}

import type { ReactNode } from 'react';
import type { DayValues } from '#lib/balances/contract';
import { cn } from '#lib/cn';
import { type CivilDate, epochDay } from '#lib/dates/civil-date';
import { ChartCursor } from './chart-cursor.tsx';
import { ChartFrame } from './chart-frame.tsx';
import { ChartAxis, ChartGrid } from './chart-grid.tsx';
import { ChartTable } from './chart-table.tsx';
import { listDateTicks } from './date-ticks.ts';
import { positionOf, type ScaledLines, scaleLines } from './scale-lines.ts';

export type ChartLine = {
  label: string;
  /** One for each day from the chart's first; a gap where it is null. */
  values: DayValues;
};

type ChartMark = { date: CivilDate; label: string };

export type LineChartProps = {
  /** What is drawn, for whoever cannot see it. */
  label: string;
  from: CivilDate;
  today: CivilDate;
  currency: string;
  /** At most three, the first of them the one that matters. */
  lines: readonly ChartLine[];
  /** Days that stand out, named below the chart by their number. */
  marks?: readonly ChartMark[];
  /** Before this day the figures were reckoned, not read. */
  readFrom?: CivilDate | null;
  /** Stands above the chart, beside the switch to its table. */
  heading?: ReactNode;
  size?: 'md' | 'sm';
};

/**
 * Amounts over days, drawn on the server: the page shows them before any script runs. Lines are told apart by
 * their names and strokes, never by colour alone; every figure is in the table too.
 */
export function LineChart(props: LineChartProps) {
  const { lines, from, currency, label, today, heading } = props;
  const days = Math.max(0, ...lines.map(({ values }) => values.length));
  if (days === 0) return null;
  const scaled = scaleLines(
    lines.map(({ values }) => values),
    currency,
  );
  return (
    <ChartFrame
      label={label}
      heading={heading}
      chart={<Drawing {...props} scaled={scaled} days={days} />}
      table={
        <ChartTable label={label} from={from} today={today} currency={currency} lines={lines} />
      }
    />
  );
}

const heights = { md: 'h-52 sm:h-64', sm: 'h-36' } as const;

function Drawing({
  lines,
  from,
  today,
  currency,
  label,
  marks = [],
  readFrom = null,
  size = 'md',
  scaled,
  days,
}: LineChartProps & { scaled: ScaledLines; days: number }) {
  const readX = readFrom === null ? 0 : positionOf(epochDay(readFrom) - epochDay(from), days);
  return (
    <div className={cn('pl-13', lines.length > 1 && 'pr-14')}>
      <div className={cn('relative', heights[size])}>
        <ChartGrid ticks={scaled.ticks} currency={currency} />
        <svg
          aria-hidden="true"
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          className="absolute inset-0 size-full overflow-visible"
        >
          {lines.length === 1 ? <path d={scaled.ground} className="fill-accent-soft/50" /> : null}
          {lines.map((line, index) => (
            <Stroke key={line.label} path={scaled.paths[index] ?? ''} index={index} readX={readX} />
          ))}
        </svg>
        <Ends lines={lines} scaled={scaled} days={days} />
        <Marks marks={marks} from={from} scaled={scaled} days={days} />
        <ChartCursor
          label={label}
          from={from}
          today={today}
          currency={currency}
          lines={lines}
          heights={scaled.heights}
        />
      </div>
      <ChartAxis
        ticks={listDateTicks(from, days).map(({ index, label: name }) => ({
          x: positionOf(index, days),
          label: name,
        }))}
      />
    </div>
  );
}

const strokes = [
  'stroke-accent',
  'stroke-ink-soft [stroke-dasharray:5_3]',
  'stroke-ink-faint [stroke-dasharray:1_3]',
] as const;

/** Drawn twice, and each half shown: what was reckoned is thinner than what was read. */
function Stroke({ path, index, readX }: { path: string; index: number; readX: number }) {
  const line = cn('fill-none [stroke-linejoin:round] [stroke-linecap:round]', strokes[index]);
  const id = `read-${index}-${Math.round(readX * 100)}`;
  if (readX <= 0) {
    return <path d={path} vectorEffect="non-scaling-stroke" strokeWidth={1.75} className={line} />;
  }
  return (
    <>
      <clipPath id={`${id}-before`}>
        <rect x={-5} y={-20} width={readX + 5} height={140} />
      </clipPath>
      <clipPath id={`${id}-after`}>
        <rect x={readX} y={-20} width={110 - readX} height={140} />
      </clipPath>
      <g clipPath={`url(#${id}-before)`}>
        <path d={path} vectorEffect="non-scaling-stroke" strokeWidth={1} className={line} />
      </g>
      <g clipPath={`url(#${id}-after)`}>
        <path d={path} vectorEffect="non-scaling-stroke" strokeWidth={2} className={line} />
      </g>
    </>
  );
}

/** A dot where a line ends, and its name where there are several. A single day is a dot alone. */
function Ends({
  lines,
  scaled,
  days,
}: {
  lines: readonly ChartLine[];
  scaled: ScaledLines;
  days: number;
}) {
  return lines.map(({ label }, index) => {
    const heights = scaled.heights[index] ?? [];
    const last = heights.findLastIndex((each) => each !== null);
    if (last < 0) return null;
    const style = { left: `${positionOf(last, days)}%`, top: `${heights[last]}%` };
    return (
      <span key={label} aria-hidden="true" className="absolute size-0" style={style}>
        <span
          className={cn(
            'absolute -top-[3px] -left-[3px] size-1.5 rounded-full',
            index === 0 ? 'bg-accent' : 'bg-ink-soft',
          )}
        />
        {lines.length > 1 ? (
          // On paper of its own: another line may go on behind it.
          <span className="absolute top-0 left-1.5 -translate-y-1/2 rounded-sm bg-canvas px-1 text-ink-soft text-xs leading-4">
            {label}
          </span>
        ) : null}
      </span>
    );
  });
}

function Marks({
  marks,
  from,
  scaled,
  days,
}: {
  marks: readonly ChartMark[];
  from: CivilDate;
  scaled: ScaledLines;
  days: number;
}) {
  return marks.map(({ date, label }) => {
    const index = epochDay(date) - epochDay(from);
    const height = scaled.heights[0]?.[index];
    if (typeof height !== 'number') return null;
    return (
      <span
        key={date}
        aria-hidden="true"
        className="absolute -mt-5 -ml-2 grid size-4 place-items-center rounded-full border border-line-control bg-canvas text-2xs text-ink-soft leading-none"
        style={{ left: `${positionOf(index, days)}%`, top: `${height}%` }}
      >
        {label}
      </span>
    );
  });
}

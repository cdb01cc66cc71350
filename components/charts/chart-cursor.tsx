'use client';

import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { useAmounts } from '#components/shell/use-amounts';
import type { DayValues } from '#lib/balances/contract';
import { cn } from '#lib/cn';
import { addDays, type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import { formatAmount } from '#lib/money/format-amount';

/** So many days at once with Page Up and Page Down. */
const pageDays = 30;

/**
 * The day one looks at: by the pointer, or by the arrow keys once it has the focus. It is a slider to screen
 * readers, which say each day as it is reached.
 */
export function ChartCursor({
  label,
  from,
  today,
  currency,
  lines,
  heights,
}: {
  label: string;
  from: CivilDate;
  today: CivilDate;
  currency: string;
  lines: readonly { label: string; values: DayValues }[];
  /** For each line, where its days stand, in hundredths from the top. */
  heights: readonly DayValues[];
}) {
  const days = Math.max(...lines.map(({ values }) => values.length));
  const [day, setDay] = useState<number | null>(null);
  const current = day ?? days - 1;
  const date = formatCivilDate(addDays(from, current), today);
  const amounts = lines.map((line) => ({
    label: line.label,
    ...formatAmount(line.values[current] ?? null, currency, { precision: 'whole' }),
  }));
  const spoken = amounts.map((each) => `${lines.length > 1 ? each.label : ''} ${each.spoken}`);
  const isHidden = useAmounts().amounts === 'hidden';
  const follow = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    setDay(clamp(Math.round(((event.clientX - left) / width) * (days - 1)), days));
  };
  const press = (event: KeyboardEvent) => {
    const next = stepOf(event.key, { current, count: days, page: pageDays });
    if (next === null) return;
    event.preventDefault();
    setDay(clamp(next, days));
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={`${label}, by day`}
      aria-valuemin={0}
      aria-valuemax={days - 1}
      aria-valuenow={current}
      aria-valuetext={isHidden ? date : `${date}: ${spoken.join(', ').trim()}`}
      onPointerMove={follow}
      onPointerDown={follow}
      onPointerLeave={() => setDay(null)}
      onFocus={() => setDay((before) => before ?? days - 1)}
      onBlur={() => setDay(null)}
      onKeyDown={press}
      className="absolute inset-0 touch-pan-y rounded-sm print:hidden"
    >
      {day === null ? null : (
        <Reading x={days > 1 ? (current / (days - 1)) * 100 : 50} name={date} amounts={amounts}>
          {heights.map((each, index) => (
            <Dot key={lines[index]?.label} y={each[current] ?? null} first={index === 0} />
          ))}
        </Reading>
      )}
    </div>
  );
}

/** What is read at a place of a chart, above its line. */
export function Reading({
  x,
  name,
  amounts,
  children,
}: {
  x: number;
  name: string;
  amounts: { label: string; text: string }[];
  children?: React.ReactNode;
}) {
  return (
    <div aria-hidden="true" className="pointer-events-none">
      <div
        className="absolute inset-y-0 w-0 border-line-control border-l"
        style={{ left: `${x}%` }}
      >
        {children}
      </div>
      <div
        className="absolute bottom-full mb-1 whitespace-nowrap rounded-sm bg-raised px-2 py-1 text-xs shadow-menu"
        style={{ left: `${x}%`, transform: `translateX(-${x}%)` }}
      >
        <span className="text-ink-soft">{name}</span>
        {amounts.map(({ label, text }) => (
          <span key={label} className="ml-3">
            {amounts.length > 1 ? <span className="text-ink-faint">{label} </span> : null}
            <span data-amount="start" className="font-medium">
              {text}
            </span>
          </span>
        ))}
      </div>
    </div>
  );
}

function Dot({ y, first }: { y: number | null; first: boolean }) {
  if (y === null) return null;
  return (
    <span
      className={cn(
        'absolute -mt-1 -ml-[4.5px] size-2 rounded-full ring-2 ring-canvas',
        first ? 'bg-accent' : 'bg-ink-soft',
      )}
      style={{ top: `${y}%` }}
    />
  );
}

/** Where a key leads in a chart; null for one that leads nowhere. */
export function stepOf(
  key: string,
  { current, count, page }: { current: number; count: number; page: number },
): number | null {
  if (key === 'ArrowLeft' || key === 'ArrowDown') return current - 1;
  if (key === 'ArrowRight' || key === 'ArrowUp') return current + 1;
  if (key === 'PageDown') return current - page;
  if (key === 'PageUp') return current + page;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
}

export function clamp(index: number, count: number): number {
  return Math.min(Math.max(index, 0), count - 1);
}

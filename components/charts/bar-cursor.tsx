'use client';

import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { formatAmount } from '#lib/money/format-amount';
import { clamp, Reading, stepOf } from './chart-cursor.tsx';

/** So many columns at once with Page Up and Page Down: a year of months. */
const pageColumns = 12;

/** The column one looks at, by the pointer or by the arrow keys, as in `ChartCursor`. */
export function BarCursor({
  label,
  columns,
  currency,
  series,
}: {
  label: string;
  columns: readonly string[];
  currency: string;
  series: readonly { label: string; values: readonly number[] }[];
}) {
  const count = columns.length;
  const [column, setColumn] = useState<number | null>(null);
  const current = column ?? count - 1;
  const amounts = series.map((each) => ({
    label: each.label,
    ...formatAmount(each.values[current] ?? null, currency, { precision: 'whole' }),
  }));
  const spoken = amounts.map((each) => `${series.length > 1 ? each.label : ''} ${each.spoken}`);
  const follow = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    setColumn(clamp(Math.floor(((event.clientX - left) / width) * count), count));
  };
  const press = (event: KeyboardEvent) => {
    const next = stepOf(event.key, { current, count, page: pageColumns });
    if (next === null) return;
    event.preventDefault();
    setColumn(clamp(next, count));
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={`${label}, column by column`}
      aria-valuemin={0}
      aria-valuemax={count - 1}
      aria-valuenow={current}
      aria-valuetext={`${columns[current]}: ${spoken.join(', ').trim()}`}
      onPointerMove={follow}
      onPointerDown={follow}
      onPointerLeave={() => setColumn(null)}
      onFocus={() => setColumn((before) => before ?? count - 1)}
      onBlur={() => setColumn(null)}
      onKeyDown={press}
      className="absolute inset-0 touch-pan-y rounded-sm print:hidden"
    >
      {column === null ? null : (
        <Reading
          x={((current + 0.5) / count) * 100}
          name={columns[current] ?? ''}
          amounts={amounts}
        />
      )}
    </div>
  );
}

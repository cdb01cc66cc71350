'use client';

import { addDays, type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import { FiguresTable } from './figures-table.tsx';
import type { ChartLine } from './line-chart.tsx';

/** Up to so many days each has a row of its own. */
const daysByDay = 92;

/** A chart's figures, exact: every day of a short period, the ends of the months of a long one. The newest first. */
export function ChartTable({
  label,
  from,
  today,
  currency,
  lines,
}: {
  label: string;
  from: CivilDate;
  today: CivilDate;
  currency: string;
  lines: readonly ChartLine[];
}) {
  const days = Math.max(...lines.map(({ values }) => values.length));
  const rows = Array.from({ length: days }, (_, index) => ({ index, date: addDays(from, index) }))
    .filter(({ index, date }) => isShown(date, index, days))
    .map(({ index, date }) => ({ index, name: formatCivilDate(date, today) }))
    .reverse();
  const name = days > daysByDay ? `${label}, at the ends of months` : label;
  return <FiguresTable label={name} head="Date" rows={rows} currency={currency} series={lines} />;
}

function isShown(date: CivilDate, index: number, days: number): boolean {
  if (days <= daysByDay || index === 0 || index === days - 1) return true;
  return addDays(date, 1).endsWith('-01');
}

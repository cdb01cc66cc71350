import { Amount } from '#components/ui/amount';
import {
  Table,
  TableBody,
  TableCell,
  TableColumn,
  TableHead,
  TableRow,
} from '#components/ui/table';
import { addDays, type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
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
    .reverse();
  const name = days > daysByDay ? `${label}, at the ends of months` : label;
  return (
    <Table label={name}>
      <TableHead>
        <TableColumn>Date</TableColumn>
        {lines.map((line) => (
          <TableColumn key={line.label} numeric>
            {line.label}
          </TableColumn>
        ))}
      </TableHead>
      <TableBody>
        {rows.map(({ index, date }) => (
          <TableRow key={date}>
            <TableCell className="text-ink-soft">{formatCivilDate(date, today)}</TableCell>
            {lines.map((line) => (
              <TableCell key={line.label} numeric>
                <Amount minor={line.values[index] ?? null} currency={currency} />
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function isShown(date: CivilDate, index: number, days: number): boolean {
  if (days <= daysByDay || index === 0 || index === days - 1) return true;
  return addDays(date, 1).endsWith('-01');
}

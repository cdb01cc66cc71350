import { Amount } from '#components/ui/amount';
import {
  Table,
  TableBody,
  TableCell,
  TableColumn,
  TableHead,
  TableRow,
} from '#components/ui/table';
import type { BarSeries } from './bar-chart.tsx';

/** The figures of bars, exact, the newest first. */
export function BarTable({
  label,
  columns,
  currency,
  series,
}: {
  label: string;
  columns: readonly string[];
  currency: string;
  series: readonly BarSeries[];
}) {
  const rows = columns.map((name, index) => ({ name, index })).reverse();
  return (
    <Table label={label}>
      <TableHead>
        <TableColumn>Time</TableColumn>
        {series.map((each) => (
          <TableColumn key={each.label} numeric>
            {each.label}
          </TableColumn>
        ))}
      </TableHead>
      <TableBody>
        {rows.map(({ name, index }) => (
          <TableRow key={name}>
            <TableCell className="text-ink-soft">{name}</TableCell>
            {series.map((each) => (
              <TableCell key={each.label} numeric>
                <Amount minor={each.values[index] ?? null} currency={currency} />
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

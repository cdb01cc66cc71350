import { Amount } from '#components/ui/amount';
import {
  Table,
  TableBody,
  TableCell,
  TableColumn,
  TableHead,
  TableRow,
} from '#components/ui/table';

/** A chart's figures, exact: a row for each of its places, in the order they are given. */
export function FiguresTable({
  label,
  head,
  rows,
  currency,
  series,
}: {
  label: string;
  /** What the rows are of: dates, times. */
  head: string;
  /** What each is called, and where its figures stand in the series. */
  rows: readonly { name: string; index: number }[];
  currency: string;
  series: readonly { label: string; values: readonly (number | null)[] }[];
}) {
  return (
    <Table label={label}>
      <TableHead>
        <TableColumn>{head}</TableColumn>
        {series.map((each) => (
          <TableColumn key={each.label} numeric>
            {each.label}
          </TableColumn>
        ))}
      </TableHead>
      <TableBody>
        {rows.map(({ name, index }) => (
          <TableRow key={index}>
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

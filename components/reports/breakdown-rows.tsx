import { SparkBars } from '#components/charts/spark-bars';
import { Amount } from '#components/ui/amount';
import {
  Table,
  TableBody,
  TableCell,
  TableColumn,
  TableHead,
  TableRow,
} from '#components/ui/table';
import type { BreakdownDto, BreakdownSums, ReportQuery, ReportSums } from '#lib/reports/contract';
import { FigureLink } from './figure-link.tsx';
import { describeShare, rowWords } from './report-words.ts';

/** Each row with its course, its share and what it comes to. */
export function BreakdownRows({
  report,
  query,
  sums: { currency, rows, total },
  label,
}: {
  report: BreakdownDto;
  query: ReportQuery;
  sums: BreakdownSums;
  label: string;
}) {
  const { time, measure, by } = report;
  const hasCourse = time.spans.length > 1;
  const cells = (row: ReportSums) => (
    <>
      {hasCourse ? (
        <TableCell hideBelow="md" className="py-1">
          <SparkBars values={row.minor} className="h-6 w-full" />
        </TableCell>
      ) : null}
      <TableCell numeric hideBelow="sm" className="text-ink-soft">
        {by === 'tag' ? null : describeShare(row.totalMinor, total.totalMinor)}
      </TableCell>
      {time.compared ? <Change row={row} currency={currency} /> : null}
    </>
  );
  return (
    <Table label={`${label}, row by row`}>
      <TableHead>
        <TableColumn>{rowWords[by]}</TableColumn>
        {hasCourse ? (
          <TableColumn hideBelow="md" className="w-40">
            Course
          </TableColumn>
        ) : null}
        <TableColumn numeric hideBelow="sm" className="w-20">
          {by === 'tag' ? '' : 'Share'}
        </TableColumn>
        {time.compared ? (
          <TableColumn numeric hideBelow="sm" className="w-32">
            Change
          </TableColumn>
        ) : null}
        <TableColumn numeric className="w-36">
          In all
        </TableColumn>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={JSON.stringify(row.key) + row.name}>
            <TableCell className={row.key ? 'truncate' : 'truncate text-ink-soft'}>
              {row.name}
            </TableCell>
            {cells(row)}
            <TableCell numeric>
              <FigureLink
                minor={row.totalMinor}
                currency={currency}
                query={query}
                of={row.key && { measure, span: time.span, key: row.key }}
                name={row.name}
              />
            </TableCell>
          </TableRow>
        ))}
        <TableRow className="font-medium">
          <TableCell>All of it</TableCell>
          {hasCourse ? <TableCell hideBelow="md" /> : null}
          <TableCell hideBelow="sm" />
          {time.compared ? <Change row={total} currency={currency} /> : null}
          <TableCell numeric>
            <FigureLink
              minor={total.totalMinor}
              currency={currency}
              query={query}
              of={{ measure, span: time.span }}
              name="All of it"
            />
          </TableCell>
        </TableRow>
      </TableBody>
    </Table>
  );
}

function Change({ row, currency }: { row: ReportSums; currency: string }) {
  return (
    <TableCell numeric hideBelow="sm" className="text-ink-soft">
      <Amount
        minor={row.totalMinor - (row.beforeMinor ?? 0)}
        currency={currency}
        sign="always"
        precision="whole"
      />
    </TableCell>
  );
}

import 'server-only';
import { type Cell, toCsvHead, toCsvLine } from '#lib/archives/csv';
import type { Span } from '#lib/dates/cycles';
import { toDecimal } from '#lib/money/minor';
import type { BreakdownDto, CashFlowDto, FlowDto, ReportDto, YearsDto } from './contract.ts';

/** The table of a report for a spreadsheet; of several currencies one after the other, each line with its own. */
export function writeCsv(report: ReportDto): string {
  if ('years' in report) return writeYears(report);
  if ('by' in report) return writeBreakdown(report);
  return isFlow(report) ? writeFlow(report) : writeCashFlow(report);
}

function isFlow(report: CashFlowDto | FlowDto): report is FlowDto {
  return report.currencies.some((sums) => 'sources' in sums);
}

function writeCashFlow({ time, currencies }: CashFlowDto): string {
  const lines = currencies.flatMap(({ currency, income, spending }) =>
    time.spans.map((span, index) => {
      const [earned, spent] = [income.minor[index] ?? 0, spending.minor[index] ?? 0];
      return [
        value(span.from),
        value(span.to),
        text(currency),
        ...[earned, spent, earned - spent].map((minor) => amount(minor, currency)),
      ];
    }),
  );
  return write(['From', 'To', 'Currency', 'Income', 'Spending', 'Left over'], lines);
}

function writeBreakdown({ time, currencies }: BreakdownDto): string {
  const lines = currencies.flatMap(({ currency, rows, total }) =>
    [...rows, { ...total, name: 'All of it' }].map(({ name, minor, totalMinor, beforeMinor }) => [
      text(name),
      text(currency),
      ...[...minor, totalMinor, ...(time.compared ? [beforeMinor] : [])].map((each) =>
        amount(each, currency),
      ),
    ]),
  );
  const compared = time.compared ? [nameSpan(time.compared)] : [];
  return write(['Name', 'Currency', ...time.spans.map(nameSpan), 'In all', ...compared], lines);
}

function writeFlow({ currencies }: FlowDto): string {
  const lines = currencies.flatMap(({ currency, sources, groups, takenBack }) => [
    ...sources.map(({ name, minor }) => [
      text('In'),
      text(null),
      text(name),
      amount(minor, currency),
      text(currency),
    ]),
    ...[...groups, { name: null, branches: takenBack }].flatMap((group) =>
      group.branches.map(({ name, minor }) => [
        text('Out'),
        text(group.name),
        text(name),
        amount(minor, currency),
        text(currency),
      ]),
    ),
  ]);
  return write(['Way', 'Group', 'Category', 'Amount', 'Currency'], lines);
}

function writeYears({ years, currencies }: YearsDto): string {
  const lines = currencies.flatMap(({ currency, months }) =>
    Array.from({ length: 12 }, (_, month) => [
      value(String(month + 1)),
      text(currency),
      ...years.map((_year, index) => amount(months[index]?.[month] ?? null, currency)),
    ]),
  );
  return write(['Month', 'Currency', ...years.map(String)], lines);
}

function write(head: string[], lines: Cell[][]): string {
  return [toCsvHead(head), ...lines.map(toCsvLine)].join('');
}

function nameSpan({ from, to }: Span): string {
  return `${from} to ${to}`;
}

/** Unknown is an empty cell, not zero. */
function amount(minor: number | null, currency: string): Cell {
  return { text: minor === null ? null : toDecimal(BigInt(minor), currency), type: 'value' };
}

function text(cell: string | null): Cell {
  return { text: cell, type: 'text' };
}

function value(cell: string): Cell {
  return { text: cell, type: 'value' };
}

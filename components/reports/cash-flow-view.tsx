import { BarChart, BarLegend } from '#components/charts/bar-chart';
import { Figure } from '#components/ui/figure';
import {
  Table,
  TableBody,
  TableCell,
  TableColumn,
  TableHead,
  TableRow,
} from '#components/ui/table';
import type { CivilDate } from '#lib/dates/civil-date';
import type { CashFlowDto, CashFlowSums, ReportQuery } from '#lib/reports/contract';
import type { Measure } from '#lib/reports/report-url';
import { CurrencySections } from './currency-sections.tsx';
import { FigureLink } from './figure-link.tsx';
import { describeChange, describeUnknown, nameStep, nameTime, toColumns } from './report-words.ts';

type Props = { report: CashFlowDto; query: ReportQuery; today: CivilDate };

/** What came in, what was spent and what that leaves, step by step. */
export function CashFlowView(props: Props) {
  return (
    <CurrencySections report={props.report} today={props.today} label="Cash flow">
      {(sums, label) => (
        <>
          <Course {...props} sums={sums} label={label} />
          <Steps {...props} sums={sums} label={label} />
        </>
      )}
    </CurrencySections>
  );
}

type SectionProps = Props & { sums: CashFlowSums; label: string };

function netOf({ income, spending }: CashFlowSums) {
  return {
    minor: income.minor.map((each, index) => each - (spending.minor[index] ?? 0)),
    totalMinor: income.totalMinor - spending.totalMinor,
    beforeMinor:
      income.beforeMinor === null ? null : income.beforeMinor - (spending.beforeMinor ?? 0),
  };
}

function Course({ report: { time }, today, sums, label }: SectionProps) {
  const { currency, income, spending } = sums;
  const net = netOf(sums);
  const change =
    describeChange(net.totalMinor, net.beforeMinor, { currency, compared: time.compared, today }) ??
    describeUnknown(time.unknown, today);
  const series = [
    { label: 'Income', values: income.minor, tone: 'positive' as const },
    { label: 'Spending', values: spending.minor, as: 'below' as const, tone: 'soft' as const },
    { label: 'Left over', values: net.minor, as: 'mark' as const },
  ];
  return (
    <BarChart
      label={label}
      columns={toColumns(time.spans, time.every)}
      currency={currency}
      series={series}
      heading={
        <div className="flex flex-col gap-3">
          <Figure
            label={`${net.totalMinor < 0 ? 'More spent than earned' : 'Left over'}, ${nameTime(time.span, today)}`}
            minor={Math.abs(net.totalMinor)}
            currency={currency}
            size="xl"
            note={change ? <span data-amount="start">{change}.</span> : undefined}
          />
          <BarLegend series={series} />
        </div>
      }
    />
  );
}

/** The newest first, and all of it at the foot. */
function Steps({ report: { time }, query, sums, label }: SectionProps) {
  const { currency, income, spending } = sums;
  const net = netOf(sums);
  const columns = [
    { measure: 'income', name: 'Income', sums: income },
    { measure: 'spending', name: 'Spending', sums: spending },
    { measure: 'net', name: 'Left over', sums: net },
  ] as const satisfies { measure: Measure; name: string; sums: object }[];
  const steps = time.spans.map((span, index) => ({ span, index })).reverse();
  return (
    <div className="mt-10">
      <Table label={`${label}, step by step`}>
        <TableHead>
          <TableColumn>Time</TableColumn>
          {columns.map(({ name, measure }) => (
            <TableColumn
              key={name}
              numeric
              hideBelow={measure === 'net' ? 'sm' : undefined}
              className="w-30 sm:w-40"
            >
              {name}
            </TableColumn>
          ))}
        </TableHead>
        <TableBody>
          {steps.map(({ span, index }) => (
            <TableRow key={span.from}>
              <TableCell className="whitespace-nowrap text-ink-soft">
                {nameStep(span, time.every, 'short')}
              </TableCell>
              {columns.map(({ measure, name, sums: { minor } }) => (
                <TableCell key={name} numeric hideBelow={measure === 'net' ? 'sm' : undefined}>
                  <FigureLink
                    minor={minor[index] ?? 0}
                    currency={currency}
                    query={query}
                    of={{ measure, span }}
                    name={`${name}, ${nameStep(span, time.every)}`}
                  />
                </TableCell>
              ))}
            </TableRow>
          ))}
          <TableRow className="font-medium">
            <TableCell>All of it</TableCell>
            {columns.map(({ measure, name, sums: { totalMinor } }) => (
              <TableCell key={name} numeric hideBelow={measure === 'net' ? 'sm' : undefined}>
                <FigureLink
                  minor={totalMinor}
                  currency={currency}
                  query={query}
                  of={{ measure, span: time.span }}
                  name={`${name}, all of it`}
                />
              </TableCell>
            ))}
          </TableRow>
        </TableBody>
      </Table>
    </div>
  );
}

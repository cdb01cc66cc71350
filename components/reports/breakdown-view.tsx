import type { Route } from 'next';
import { BarChart } from '#components/charts/bar-chart';
import { Figure } from '#components/ui/figure';
import { Link } from '#components/ui/link';
import { TextLink } from '#components/ui/text-link';
import type { CivilDate } from '#lib/dates/civil-date';
import { formatAmount } from '#lib/money/format-amount';
import type { BreakdownDto, BreakdownSums, ReportQuery } from '#lib/reports/contract';
import { manyRows, pathOf, type ReportKind, writeReport } from '#lib/reports/report-url';
import { BreakdownMatrix } from './breakdown-matrix.tsx';
import { BreakdownRows } from './breakdown-rows.tsx';
import { CurrencySections } from './currency-sections.tsx';
import {
  describeChange,
  describeUnknown,
  measureWords,
  nameTime,
  toColumns,
} from './report-words.ts';

type Props = {
  kind: ReportKind;
  report: BreakdownDto;
  query: ReportQuery;
  today: CivilDate;
};

/** What was spent, earned or left over: how it goes, and row by row. */
export function BreakdownView({ kind, report, query, today }: Props) {
  const common = { report, query };
  return (
    <CurrencySections report={report} today={today} label={measureWords[report.measure]}>
      {(sums, label) => (
        <>
          <Course report={report} sums={sums} label={label} today={today} />
          <div className="mt-10">
            {query.as === 'table' ? (
              <BreakdownMatrix {...common} sums={sums} label={label} />
            ) : (
              <BreakdownRows {...common} sums={sums} label={label} />
            )}
          </div>
          <Notes kind={kind} report={report} query={query} sums={sums} />
        </>
      )}
    </CurrencySections>
  );
}

function Course({
  report: { time, measure },
  sums: { currency, total },
  label,
  today,
}: {
  report: BreakdownDto;
  sums: BreakdownSums;
  label: string;
  today: CivilDate;
}) {
  const change = describeChange(total.totalMinor, total.beforeMinor, {
    currency,
    compared: time.compared,
    today,
  });
  const mean = Math.round(total.totalMinor / time.spans.length);
  const { text } = formatAmount(mean, currency, { precision: 'whole' });
  const notes = [
    time.spans.length > 1 ? `${text} a ${time.every} on average` : null,
    change ?? describeUnknown(time.unknown, today),
  ].filter((note) => note !== null);
  return (
    <BarChart
      label={label}
      columns={toColumns(time.spans, time.every)}
      currency={currency}
      series={[
        {
          label: measureWords[measure],
          values: total.minor,
          tone: measure === 'income' ? 'positive' : 'accent',
        },
      ]}
      heading={
        <Figure
          label={`${label}, ${nameTime(time.span, today)}`}
          minor={total.totalMinor}
          currency={currency}
          size="xl"
          note={notes.length > 0 ? <span data-amount="start">{notes.join('. ')}.</span> : undefined}
        />
      }
    />
  );
}

/** What the rows leave out, and what they have in common. */
function Notes({
  kind,
  report: { by },
  query,
  sums: { others },
}: {
  kind: ReportKind;
  report: BreakdownDto;
  query: ReportQuery;
  sums: BreakdownSums;
}) {
  return (
    <div className="mt-4 flex flex-col gap-1 text-ink-soft text-sm empty:hidden">
      {others > 0 ? (
        <p className="print:hidden">
          “All others” stands for {others.toLocaleString('en-US')}.{' '}
          {(query.rows ?? 0) < manyRows ? (
            <TextLink asChild>
              <Link
                href={`${pathOf(kind)}?${writeReport({ ...query, rows: manyRows })}` as Route}
                scroll={false}
              >
                Show more of them
              </Link>
            </TextLink>
          ) : null}
        </p>
      ) : null}
      {by === 'tag' ? (
        <p>
          A transaction with several tags counts for each of them; the sum has it once, and what has
          no tag, too.
        </p>
      ) : null}
    </div>
  );
}

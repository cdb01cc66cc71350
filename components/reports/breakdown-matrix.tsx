import { Amount } from '#components/ui/amount';
import { cn } from '#lib/cn';
import type { Span } from '#lib/dates/cycles';
import type { BreakdownDto, BreakdownSums, ReportQuery, RowKey } from '#lib/reports/contract';
import { FigureLink } from './figure-link.tsx';
import { nameStep, rowWords, shortenStep } from './report-words.ts';
import { WideTable, wideCell, wideName } from './wide-table.tsx';

/** Every figure of a report, row by row and step by step; wide ones are scrolled, their names stay in sight. */
export function BreakdownMatrix({
  report: { time, measure, by },
  query,
  sums: { currency, rows, total },
  label,
}: {
  report: BreakdownDto;
  query: ReportQuery;
  sums: BreakdownSums;
  label: string;
}) {
  const of = (span: Span, key: RowKey | null, isTotal: boolean) =>
    key || isTotal ? { measure, span, key } : null;
  const all = [
    ...rows.map((row) => ({ ...row, isTotal: false })),
    { ...total, key: null, name: 'All of it', isTotal: true },
  ];
  return (
    <WideTable label={`${label}, every figure`}>
      <thead>
        <tr>
          <th scope="col" className={wideName}>
            {rowWords[by]}
          </th>
          {time.spans.map((span) => (
            <th key={span.from} scope="col" className={wideCell}>
              <abbr title={nameStep(span, time.every)} className="no-underline">
                {shortenStep(span, time.every)}
              </abbr>
            </th>
          ))}
          <th scope="col" className={wideCell}>
            In all
          </th>
          {time.compared ? (
            <th scope="col" className={wideCell}>
              Before
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {all.map(({ key, name, minor, totalMinor, beforeMinor, isTotal }) => (
          <tr key={JSON.stringify(key) + name} className={cn(isTotal && 'font-medium')}>
            <th scope="row" className={cn(wideName, isTotal ? 'font-medium' : 'font-normal')}>
              {name}
            </th>
            {time.spans.map((span, index) => (
              <td key={span.from} className={wideCell}>
                <FigureLink
                  minor={minor[index] ?? 0}
                  currency={currency}
                  query={query}
                  of={of(span, key, isTotal)}
                  name={`${name}, ${nameStep(span, time.every)}`}
                />
              </td>
            ))}
            <td className={wideCell}>
              <FigureLink
                minor={totalMinor}
                currency={currency}
                query={query}
                of={of(time.span, key, isTotal)}
                name={`${name}, in all`}
              />
            </td>
            {time.compared ? (
              <td className={wideCell}>
                <Amount minor={beforeMinor} currency={currency} />
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}

'use client';

import { Amount } from '#components/ui/amount';
import { formatAmount } from '#lib/money/format-amount';

/**
 * A chart's figures, exact: a row for each of its places, in the order they are given. Nobody sees it until they ask
 * for it, and it has up to a hundred rows: its styles are the table's, and not each cell's.
 */
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
    <div className="-mx-3">
      <table className="figures">
        <caption className="sr-only">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {series.map((each) => (
              <th key={each.label} scope="col">
                {each.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, index }) => (
            <tr key={index}>
              <th scope="row">{name}</th>
              {series.map((each) => (
                <td key={each.label}>
                  <FigureText minor={each.values[index] ?? null} currency={currency} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function FigureText({ minor, currency }: { minor: number | null; currency: string }) {
  if (minor === null) return <Amount minor={minor} currency={currency} />;
  return <span data-amount="end">{formatAmount(minor, currency).text}</span>;
}

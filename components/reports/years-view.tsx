import { LineChart } from '#components/charts/line-chart';
import { Amount } from '#components/ui/amount';
import { Figure } from '#components/ui/figure';
import type { CivilDate } from '#lib/dates/civil-date';
import { lastDayOfMonth } from '#lib/dates/civil-date';
import type { ReportQuery, YearSums, YearsDto } from '#lib/reports/contract';
import type { Measure } from '#lib/reports/report-url';
import { CurrencySections } from './currency-sections.tsx';
import { FigureLink } from './figure-link.tsx';
import { describeChange, measureWords } from './report-words.ts';
import { WideTable, wideCell, wideName } from './wide-table.tsx';

type Props = { report: YearsDto; query: ReportQuery; today: CivilDate };

/** How far each year had come by the same day, and month beside month. */
export function YearsView({ report, query, today }: Props) {
  const { measure, years } = report;
  return (
    <CurrencySections report={report} today={today} label={measureWords[measure]}>
      {(sums, label) => (
        <>
          <LineChart
            label={`${label} by the end of each day`}
            from={`${today.slice(0, 4)}-01-01`}
            today={today}
            currency={sums.currency}
            lines={years
              .map((year, index) => ({ label: String(year), values: sums.courses[index] ?? [] }))
              .filter(({ values }) => values.some((each) => each !== null))}
            heading={<ThisYear report={report} sums={sums} today={today} />}
          />
          <div className="mt-10">
            <Months
              measure={measure}
              years={years}
              query={query}
              sums={sums}
              label={label}
              today={today}
            />
            {today === lastDayOfMonth(today) || years.length === 1 ? null : (
              <p className="mt-4 text-ink-soft text-sm">
                {monthNames[Number(today.slice(5, 7)) - 1]} has not ended: its change is held
                against the same days a year earlier.
              </p>
            )}
          </div>
        </>
      )}
    </CurrencySections>
  );
}

function ThisYear({
  report: { measure, years },
  sums: { currency, courses },
  today,
}: {
  report: YearsDto;
  sums: YearSums;
  today: CivilDate;
}) {
  const [now = [], before] = courses;
  const day = now.findLastIndex((each) => each !== null);
  const totalMinor = now[day] ?? 0;
  const lastYear = years[1];
  const change = describeChange(totalMinor, before?.[day] ?? null, {
    currency,
    compared: lastYear ? { from: `${lastYear}-01-01`, to: `${lastYear}${today.slice(4)}` } : null,
    today,
  });
  return (
    <Figure
      label={`${measureWords[measure]} so far in ${years[0]}`}
      minor={totalMinor}
      currency={currency}
      size="xl"
      note={change ? <span data-amount="start">{change}.</span> : undefined}
    />
  );
}

const monthNames = Array.from({ length: 12 }, (_, index) =>
  new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', month: 'long' }).format(
    Date.UTC(2000, index),
  ),
);

function Months({
  measure,
  years,
  query,
  sums: { currency, months, changes },
  label,
  today,
}: {
  measure: Measure;
  years: number[];
  query: ReportQuery;
  sums: YearSums;
  label: string;
  today: CivilDate;
}) {
  const spanOf = (year: number, month: number) => {
    const from = `${year}-${String(month + 1).padStart(2, '0')}-01`;
    const to = lastDayOfMonth(from);
    return { from, to: to < today ? to : today };
  };
  const totals = months.map((year) => year.reduce<number>((sum, minor) => sum + (minor ?? 0), 0));
  return (
    <WideTable label={`${label}, month by month`}>
      <thead>
        <tr>
          <th scope="col" className={wideName}>
            Month
          </th>
          {years.map((year) => (
            <th key={year} scope="col" className={wideCell}>
              {year}
            </th>
          ))}
          {years.length > 1 ? (
            <th scope="col" className={wideCell}>
              Change
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {monthNames.map((name, month) => (
          <tr key={name}>
            <th scope="row" className={`${wideName} font-normal`}>
              {name}
            </th>
            {years.map((year, index) => (
              <td key={year} className={wideCell}>
                <FigureLink
                  minor={months[index]?.[month] ?? null}
                  currency={currency}
                  query={query}
                  of={{ measure, span: spanOf(year, month) }}
                  name={`${name} ${year}`}
                />
              </td>
            ))}
            {years.length > 1 ? (
              <td className={`${wideCell} text-ink-soft`}>
                <Amount
                  minor={changes[month] ?? null}
                  currency={currency}
                  sign="always"
                  precision="whole"
                />
              </td>
            ) : null}
          </tr>
        ))}
        <tr className="font-medium">
          <th scope="row" className={`${wideName} font-medium`}>
            All of it
          </th>
          {years.map((year, index) => (
            <td key={year} className={wideCell}>
              <FigureLink
                minor={totals[index] ?? null}
                currency={currency}
                query={query}
                of={{ measure, span: { from: `${year}-01-01`, to: spanOf(year, 11).to } }}
                name={`All of ${year}`}
              />
            </td>
          ))}
          {years.length > 1 ? <td className={wideCell} /> : null}
        </tr>
      </tbody>
    </WideTable>
  );
}

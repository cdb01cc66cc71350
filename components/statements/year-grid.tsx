import { VisuallyHidden } from '#components/ui/visually-hidden';
import { formatMonth } from '#lib/dates/format-month';
import type { StatementDto } from '#lib/statements/contract';
import type { AccountStatements } from './group-statements.ts';
import { MonthButton } from './month-button.tsx';

/** The months of an account, a row for each year: those with a statement to be pressed, those without one in their place. */
export function YearGrid({ account: { accountName, years } }: { account: AccountStatements }) {
  return (
    <div className="@container flex flex-col gap-3 py-3">
      {years.map(({ year, months }) => (
        <div key={year} className="@xl:flex @xl:items-start gap-x-4">
          <h3 className="w-12 shrink-0 py-1 text-ink-soft text-sm tabular-nums">{year}</h3>
          <ul className="grid min-w-0 flex-1 @2xl:grid-cols-12 grid-cols-6 gap-1.5">
            {months.map(({ key, statements }) => (
              <li
                key={key}
                aria-hidden={statements.length === 0 || undefined}
                className="flex flex-col gap-1.5"
              >
                {statements.map((statement, place) => (
                  <Month
                    key={statement.id ?? key}
                    statement={statement}
                    accountName={accountName}
                    place={statements.length > 1 ? place + 1 : null}
                  />
                ))}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

function Month({
  statement: { id, month },
  accountName,
  place,
}: {
  statement: StatementDto;
  accountName: string;
  place: number | null;
}) {
  if (id) {
    return <MonthButton statementId={id} month={month} accountName={accountName} place={place} />;
  }
  return (
    <span className="grid h-7 place-items-center rounded-md border border-line-strong border-dashed text-ink-faint text-sm pointer-coarse:h-9">
      <span aria-hidden="true">{formatMonth(month, 'short').slice(0, 3)}</span>
      <VisuallyHidden>No statement of {formatMonth(month)}</VisuallyHidden>
    </span>
  );
}

import type { Route } from 'next';
import { Amount } from '#components/ui/amount';
import { Link } from '#components/ui/link';
import { SectionHeading } from '#components/ui/section-heading';
import { TextLink } from '#components/ui/text-link';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import type { BigMove } from '#lib/net-worth/contract';
import { writeFilter } from '#lib/transactions/filter-url';

/** The days that moved most, by their numbers in the chart, with what was behind each. */
export function BigMoves({
  moves,
  currency,
  within,
  today,
}: {
  moves: readonly BigMove[];
  currency: string;
  /** Tells it from that of another currency. */
  within: string;
  today: CivilDate;
}) {
  return (
    <section aria-labelledby={`moves-${currency}`}>
      <SectionHeading id={`moves-${currency}`}>Days that moved most{within}</SectionHeading>
      <ol>
        {moves.map((move, index) => (
          <li
            key={move.date}
            className="flex items-baseline gap-x-4 border-line border-b py-2.5 last:border-b-0"
          >
            <span aria-hidden="true" className="w-4 text-center text-ink-faint text-xs">
              {index + 1}
            </span>
            <span className="min-w-0 flex-1 sm:flex sm:items-baseline sm:gap-4">
              <span className="block w-28 shrink-0">{formatCivilDate(move.date, today)}</span>
              <Behind move={move} currency={currency} />
            </span>
            <Amount minor={move.minor} currency={currency} tone="money-in" />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Behind({ move, currency }: { move: BigMove; currency: string }) {
  const { rows, moreRows, restMinor } = move;
  if (rows.length === 0) return <span className="text-ink-soft">{anew}</span>;
  return (
    <span className="min-w-0 text-ink-soft">
      {restMinor === 0 ? null : (
        <>
          {anew} <Amount minor={restMinor} currency={currency} sign="always" />,{' '}
        </>
      )}
      {rows.map(({ id, merchant, minor }, index) => (
        <span key={id}>
          {index > 0 ? ', ' : null}
          {merchant} <Amount minor={minor} currency={currency} sign="always" />
        </span>
      ))}
      {moreRows > 0 ? ` and ${moreRows} more` : null}{' '}
      <TextLink asChild>
        <Link href={linkTo(move)}>Transactions</Link>
      </TextLink>
    </span>
  );
}

const anew = 'Balances read or entered anew';

/** The days of the rows as the list has them: a row may have happened before it posted. */
function linkTo({ rows }: BigMove): Route {
  const dates = rows.map(({ date }) => date).sort();
  return `/transactions?${writeFilter({ from: dates[0], to: dates.at(-1) })}` as Route;
}

import { Amount } from '#components/ui/amount';
import { Link } from '#components/ui/link';
import { SectionHeading } from '#components/ui/section-heading';
import { TextLink } from '#components/ui/text-link';
import { formatMonth } from '#lib/dates/format-month';
import type { StatementDto } from '#lib/statements/contract';
import { describeGaps, type AccountStatements as Grouped } from './group-statements.ts';
import { YearGrid } from './year-grid.tsx';

/** What there is of one account, under its name. */
export function AccountStatements({ account }: { account: Grouped }) {
  const { accountId, accountName, mask, bank } = account;
  const id = `statements-${accountId}`;
  return (
    <section aria-labelledby={id}>
      <SectionHeading
        id={id}
        aside={
          <p className="text-right">
            {bank} {mask ? <span className="whitespace-nowrap tabular-nums">••{mask}</span> : null}
          </p>
        }
      >
        <TextLink quiet asChild>
          <Link href={`/accounts/${accountId}`}>{accountName}</Link>
        </TextLink>
      </SectionHeading>
      <YearGrid account={account} />
      <StatementNotes account={account} />
    </section>
  );
}

/** What the months alone do not say: which are missing, and what was owed on the last one of a card. */
export function StatementNotes({ account: { accountId, years } }: { account: Grouped }) {
  const statements = years.flatMap(({ months }) =>
    months.toReversed().flatMap((month) => month.statements),
  );
  const gaps = describeGaps(statements);
  const owing = statements.find(({ owed }) => owed !== null);
  if (!gaps && !owing) return null;
  return (
    <div className="flex flex-col gap-1 text-ink-soft text-sm">
      {owing ? <Owed accountId={accountId} statement={owing} /> : null}
      {gaps ? <p>{gaps}</p> : null}
    </div>
  );
}

function Owed({ accountId, statement }: { accountId: string; statement: StatementDto }) {
  const { month, owed } = statement;
  if (!owed) return null;
  return (
    <p>
      <Amount {...owed} className="text-ink" /> was owed on the statement of {formatMonth(month)}.{' '}
      <TextLink asChild>
        <Link href={`/accounts/${accountId}#terms`}>Does it tie out?</Link>
      </TextLink>
    </p>
  );
}

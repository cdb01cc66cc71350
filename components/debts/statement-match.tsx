import { Amount } from '#components/ui/amount';
import { Definition, DefinitionList } from '#components/ui/definition-list';
import { Link } from '#components/ui/link';
import { SectionHeading } from '#components/ui/section-heading';
import { StatusPill } from '#components/ui/status-pill';
import { TextLink } from '#components/ui/text-link';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import type { StatementMatchDto } from '#lib/debts/contract';
import type { Money } from '#lib/money/contract';
import { candidateWords, sayBasis, sayDifference, sayExplanation } from './debt-words.ts';

type Judged = Extract<StatementMatchDto, { basis: string }>;

/** Whether the transactions come to the statement, and what may explain it where they do not. */
export function StatementMatch({
  accountId,
  match,
  on,
  balance,
  today,
}: {
  accountId: string;
  match: StatementMatchDto;
  on: CivilDate;
  balance: Money | null;
  today: CivilDate;
}) {
  const currency = balance?.currency ?? '';
  return (
    <div className="pt-6">
      <SectionHeading level={3}>
        <span className="mr-2.5">Statement of {formatCivilDate(on, today)}</span>
        <Verdict match={match} />
      </SectionHeading>
      {match.kind === 'differs' ? (
        <Explanation accountId={accountId} match={match} currency={currency} today={today} />
      ) : null}
      <p className="max-w-prose py-3 text-ink-soft">{sayBasis(match, on, today)}</p>
      {match.kind === 'unknown' ? null : (
        <DefinitionList className="max-w-xl">
          {match.openingMinor === null ? (
            <Definition term="Owed now, less what came since">
              <Amount minor={match.expectedMinor} currency={currency} />
            </Definition>
          ) : (
            <>
              <Definition term="Statement before">
                <Amount minor={match.openingMinor} currency={currency} />
              </Definition>
              <Definition term="Purchases less payments since">
                <Amount minor={match.rowsMinor} currency={currency} />
              </Definition>
              <Definition term="Comes to" weight="sum">
                <Amount minor={match.expectedMinor} currency={currency} />
              </Definition>
            </>
          )}
          <Definition term="Statement" weight="final">
            <Amount minor={balance?.minor ?? null} currency={currency} />
          </Definition>
        </DefinitionList>
      )}
    </div>
  );
}

function Verdict({ match: { kind } }: { match: StatementMatchDto }) {
  if (kind === 'matches') return <StatusPill tone="positive">Adds up</StatusPill>;
  if (kind === 'differs') return <StatusPill tone="warning">Off</StatusPill>;
  return <StatusPill>Nothing to compare</StatusPill>;
}

function Explanation({
  accountId,
  match,
  currency,
  today,
}: {
  accountId: string;
  match: Judged;
  currency: string;
  today: CivilDate;
}) {
  return (
    <div className="pt-3">
      <p className="font-medium">{sayDifference(match, currency)}</p>
      <p className="max-w-prose text-ink-soft">
        {sayExplanation(match)}{' '}
        {match.candidates.some(({ explains }) => explains) ? null : (
          <TextLink asChild>
            <Link href={`/accounts/${accountId}/missing`}>Look for it</Link>
          </TextLink>
        )}
      </p>
      {match.candidates.length > 0 ? (
        <ul className="pt-1" aria-label="May explain it">
          {match.candidates.map(({ transactionId, date, merchant, amountMinor, why }) => (
            <li
              key={transactionId}
              className="flex items-baseline gap-4 border-line border-b py-2.5 last:border-b-0"
            >
              <span className="w-20 shrink-0 text-ink-soft text-sm">
                {formatCivilDate(date, today, 'short')}
              </span>
              <span className="min-w-0 flex-1">
                <TextLink quiet asChild>
                  <Link href={`/transactions?open=${transactionId}`} className="block truncate">
                    {merchant || 'No name'}
                  </Link>
                </TextLink>
                <span className="block text-ink-faint text-sm">{candidateWords[why]}</span>
              </span>
              <Amount minor={amountMinor} currency={currency} tone="money-in" />
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

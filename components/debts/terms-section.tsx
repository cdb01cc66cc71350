import { Amount } from '#components/ui/amount';
import { Definition, DefinitionList } from '#components/ui/definition-list';
import { Link } from '#components/ui/link';
import { SectionHeading } from '#components/ui/section-heading';
import { StatusPill } from '#components/ui/status-pill';
import { TextLink } from '#components/ui/text-link';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import type { TermsDto } from '#lib/debts/contract';
import { formatRate } from './debt-words.ts';
import { StatementMatch } from './statement-match.tsx';

/** On what terms an account's balance is owed, as its bank says, and whether its statement adds up. */
export function TermsSection({
  accountId,
  terms,
  today,
}: {
  accountId: string;
  terms: TermsDto;
  today: CivilDate;
}) {
  const { statement, match, rates, details } = terms;
  return (
    <section aria-labelledby="terms" className="mb-10">
      <SectionHeading
        id="terms"
        aside={
          <TextLink asChild>
            <Link href="/debts/plan">Pay it off</Link>
          </TextLink>
        }
      >
        <span className="mr-2.5">{terms.kind === 'credit' ? 'Statement and terms' : 'Terms'}</span>
        {terms.isOverdue ? <StatusPill tone="warning">Overdue</StatusPill> : null}
      </SectionHeading>
      <div className="grid gap-x-16 lg:grid-cols-2">
        <Payments terms={terms} today={today} />
        <DefinitionList>
          {rates.map(({ label, rate, balance, interest }) => (
            <Definition
              key={label}
              term={label}
              note={
                balance && balance.minor > 0 ? (
                  <>
                    on <Amount {...balance} />
                    {interest && interest.minor > 0 ? (
                      <>
                        , <Amount {...interest} /> interest
                      </>
                    ) : null}
                  </>
                ) : undefined
              }
            >
              <span className="tabular-nums">{formatRate(rate)}</span>
            </Definition>
          ))}
        </DefinitionList>
      </div>
      {statement?.on && match ? (
        <StatementMatch
          accountId={accountId}
          match={match}
          on={statement.on}
          balance={statement.balance}
          today={today}
        />
      ) : null}
      {details.length > 0 ? (
        <details className="pt-3">
          <summary className="w-fit cursor-pointer rounded-sm text-ink-soft hover:text-ink">
            All terms
          </summary>
          <DefinitionList className="max-w-xl pt-2">
            {details.map(({ label, text }) => (
              <Definition key={label} term={label}>
                {text}
              </Definition>
            ))}
          </DefinitionList>
        </details>
      ) : null}
    </section>
  );
}

function Payments({ terms, today }: { terms: TermsDto; today: CivilDate }) {
  const { kind, statement, payment, dueOn, lastPayment, pastDue, interest, endsOn } = terms;
  const day = (date: CivilDate | null) => (date ? formatCivilDate(date, today) : undefined);
  return (
    <DefinitionList>
      {payment ? (
        <Definition
          term={kind === 'mortgage' ? 'Next payment' : 'Minimum payment'}
          note={dueOn ? `due ${day(dueOn)}` : undefined}
        >
          <Amount {...payment} />
        </Definition>
      ) : null}
      {!payment && dueOn ? <Definition term="Next payment due">{day(dueOn)}</Definition> : null}
      {statement?.balance ? (
        <Definition term="Last statement" note={day(statement.on)}>
          <Amount {...statement.balance} />
        </Definition>
      ) : null}
      {lastPayment ? (
        <Definition term="Last payment" note={day(lastPayment.on)}>
          <Amount
            minor={lastPayment.paid?.minor ?? null}
            currency={lastPayment.paid?.currency ?? null}
          />
        </Definition>
      ) : null}
      {pastDue && pastDue.minor > 0 ? (
        <Definition term="Past due">
          <Amount {...pastDue} />
        </Definition>
      ) : null}
      {interest ? (
        <Definition term="Accrued interest">
          <Amount {...interest} />
        </Definition>
      ) : null}
      {endsOn ? <Definition term="To be paid off">{day(endsOn)}</Definition> : null}
    </DefinitionList>
  );
}

'use client';

import { useToday } from '#components/shell/today';
import { Amount } from '#components/ui/amount';
import { Button } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';
import { Figure } from '#components/ui/figure';
import { Link } from '#components/ui/link';
import { PageHeader } from '#components/ui/page-header';
import { SectionHeading } from '#components/ui/section-heading';
import { TextLink } from '#components/ui/text-link';
import { type CivilDate, epochDay, formatCivilDate } from '#lib/dates/civil-date';
import type { OpenClaimDto, OpenClaimListDto } from '#lib/settlements/contract';
import { type Debtor, groupClaims, sumOpen } from '#lib/settlements/group-claims';
import { useOpenClaims } from '#lib/settlements/hooks';

/** What others still owe the person, by who owes it. */
export function OwedView({
  fallback,
  today: todayFallback,
}: {
  fallback: OpenClaimListDto;
  today: CivilDate;
}) {
  const { items } = useOpenClaims(fallback) ?? fallback;
  const today = useToday(todayFallback);
  return (
    <div className="max-w-3xl">
      <PageHeader
        title="Owed to you"
        description="What you said somebody owes you, less what has come back."
        back={
          <TextLink asChild>
            <Link href="/transactions">Transactions</Link>
          </TextLink>
        }
      />
      {items.length === 0 ? (
        <NobodyOwes />
      ) : (
        <>
          <div className="mb-8 flex flex-wrap gap-x-10 gap-y-4">
            {sumOpen(items).map(({ minor, currency }) => (
              <Figure key={currency} label="Owed in all" minor={minor} currency={currency} />
            ))}
          </div>
          <div className="flex flex-col gap-8">
            {groupClaims(items).map((debtor, index) => (
              <DebtorSection
                key={debtor.owedBy ?? ''}
                id={`debtor-${index}`}
                debtor={debtor}
                today={today}
              />
            ))}
          </div>
        </>
      )}
    </div>
  );
}

function DebtorSection({
  id,
  debtor: { owedBy, claims, sums },
  today,
}: {
  id: string;
  debtor: Debtor;
  today: CivilDate;
}) {
  return (
    <section aria-labelledby={id}>
      <SectionHeading
        id={id}
        aside={sums.map(({ minor, currency }) => (
          <Amount key={currency} minor={minor} currency={currency} className="ml-4" />
        ))}
      >
        {owedBy ?? 'Nobody named'}
      </SectionHeading>
      <ul>
        {claims.map((claim) => (
          <ClaimRow key={claim.transactionId} claim={claim} today={today} />
        ))}
      </ul>
    </section>
  );
}

function ClaimRow({ claim, today }: { claim: OpenClaimDto; today: CivilDate }) {
  const { transactionId, merchant, date, open, claimed } = claim;
  return (
    <li className="flex items-baseline gap-4 border-line border-b py-2.5 last:border-b-0">
      <span className="min-w-0 flex-1">
        <TextLink quiet asChild className="block truncate">
          <Link href={`/transactions?q=is%3Aowed&open=${transactionId}`}>
            {merchant || 'No name'}
          </Link>
        </TextLink>
        <span className="block text-ink-soft text-sm">
          {formatCivilDate(date, today)}, {describeAge(date, today)}
        </span>
      </span>
      <span className="shrink-0 text-right">
        <Amount minor={open.minor} currency={open.currency} />
        {open.minor === claimed.minor ? null : (
          <span className="block text-ink-faint text-sm">
            of <Amount minor={claimed.minor} currency={claimed.currency} />
          </span>
        )}
      </span>
    </li>
  );
}

function describeAge(date: CivilDate, today: CivilDate): string {
  const days = Math.max(0, epochDay(today) - epochDay(date));
  if (days === 0) return 'since today';
  if (days < 60) return days === 1 ? 'for a day' : `for ${days} days`;
  return `for ${Math.round(days / 30.4)} months`;
}

function NobodyOwes() {
  return (
    <EmptyState
      drawing="settled"
      title="Nobody owes you anything"
      actions={
        <Button asChild>
          <Link href="/transactions?direction=out">To what you spent</Link>
        </Button>
      }
    >
      Paid for others? Open the transaction and say who owes you which part of it. It stays here
      until it has come back.
    </EmptyState>
  );
}

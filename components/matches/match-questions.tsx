'use client';

import { useState } from 'react';
import { useMayChange } from '#components/members/membership';
import { Amount } from '#components/ui/amount';
import { Button } from '#components/ui/button';
import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import { formatCivilDate } from '#lib/dates/civil-date';
import type { MatchDto } from '#lib/matches/contract';
import { useMatches } from '#lib/matches/hooks';

/** How many stand above the list; the next comes when one is answered. */
const shown = 3;

/** Pairs that may be one transaction. The bank did not say, so the person does. */
export function MatchQuestions({ today }: { today: string }) {
  const { matches, decide } = useMatches();
  const mayChange = useMayChange();
  if (matches.length === 0 || !mayChange) return null;
  return (
    <section aria-labelledby="matches" className="mb-6 rounded-md bg-accent-soft px-4 py-3">
      <h2 id="matches" className="font-medium">
        {matches.length === 1 ? 'Is this one transaction?' : 'Are these one transaction each?'}
      </h2>
      <ul>
        {matches.slice(0, shown).map((match) => (
          <Question key={match.id} match={match} today={today} onDecide={decide} />
        ))}
      </ul>
      {matches.length > shown ? (
        <p className="text-ink-soft text-sm">and {matches.length - shown} more after these</p>
      ) : null}
    </section>
  );
}

function Question({
  match,
  today,
  onDecide,
}: {
  match: MatchDto;
  today: string;
  onDecide: (matchId: string, same: boolean) => Promise<void>;
}) {
  const [pending, setPending] = useState(false);
  const decide = (same: boolean) => {
    setPending(true);
    onDecide(match.id, same).catch((problem: unknown) => {
      setPending(false);
      toast({ tone: 'danger', title: 'Not saved', description: describeError(problem) });
    });
  };
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-2">
      <div className="min-w-0">
        <Side side={match.pending} what="pending" today={today} />
        <Side side={match.posted} what="posted" today={today} />
        <p className="text-ink-soft text-sm">
          {describeReason(match)}
          {match.pending.counted
            ? ' Until you decide, both count.'
            : ' Your edits are on the first.'}
        </p>
      </div>
      <div className="flex gap-2">
        <Button size="sm" disabled={pending} onClick={() => decide(false)}>
          No, two
        </Button>
        <Button size="sm" variant="primary" disabled={pending} onClick={() => decide(true)}>
          Yes, one
        </Button>
      </div>
    </li>
  );
}

function Side({ side, what, today }: { side: MatchDto['posted']; what: string; today: string }) {
  return (
    <p className="flex flex-wrap items-baseline gap-x-2">
      <span className="truncate">{side.merchant}</span>
      <Amount minor={side.amount.minor} currency={side.amount.currency} />
      <span className="text-ink-soft text-sm">
        {what}, {formatCivilDate(side.date, today)}
      </span>
    </p>
  );
}

function describeReason({ pending, posted, account, daysApart }: MatchDto): string {
  const sameAmount = pending.amount.minor === posted.amount.minor;
  const days = Math.abs(daysApart) === 1 ? '1 day' : `${Math.abs(daysApart)} days`;
  return [
    account.name,
    sameAmount ? 'the same amount' : 'the same merchant, a similar amount',
    daysApart === 0 ? 'the same day.' : `${days} apart.`,
  ].join(', ');
}

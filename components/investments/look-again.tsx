'use client';

import { useState } from 'react';
import { useMayChange } from '#components/members/membership';
import { Button } from '#components/ui/button';
import { RelativeTime } from '#components/ui/relative-time';
import { SectionHeading } from '#components/ui/section-heading';
import { VisuallyHidden } from '#components/ui/visually-hidden';
import { useAttempt } from '#lib/client/use-attempt';
import type { InvestmentSourceDto } from '#lib/investments/contract';
import { refreshInvestments } from '#lib/investments/hooks';

/** The banks that can be asked at once; nothing where there is none. */
export function LookAgain({ sources }: { sources: readonly InvestmentSourceDto[] }) {
  const mayChange = useMayChange();
  if (sources.length === 0 || !mayChange) return null;
  return (
    <section aria-labelledby="look-again" className="mt-12">
      <SectionHeading id="look-again">Look again at the bank</SectionHeading>
      <ul>
        {sources.map((source) => (
          <SourceRow key={source.itemId} source={source} />
        ))}
      </ul>
      <p className="max-w-prose pt-3 text-ink-soft text-sm">
        You need not ask: Plaid looks every day, and what it finds appears here by itself. Each look
        in between is billed to whoever runs this app, so a bank is asked once an hour at most.
      </p>
    </section>
  );
}

function SourceRow({ source: { itemId, bank, readAt } }: { source: InvestmentSourceDto }) {
  const [isAsked, setIsAsked] = useState(false);
  const { pending, problem, attempt } = useAttempt();
  const ask = () =>
    attempt(async () => {
      await refreshInvestments(itemId);
      setIsAsked(true);
    });
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-line border-b py-2.5 last:border-b-0">
      <span className="min-w-0 flex-1 basis-48">
        {bank}
        <span aria-live="polite" className="block text-ink-soft text-sm">
          {problem ? (
            <span className="text-danger">{problem}</span>
          ) : isAsked ? (
            'The bank was asked. What is new appears here by itself.'
          ) : readAt ? (
            <>
              Read <RelativeTime iso={readAt} />
            </>
          ) : null}
        </span>
      </span>
      {isAsked ? null : (
        <Button size="sm" loading={pending} onClick={ask}>
          Ask now
          <VisuallyHidden>, {bank}</VisuallyHidden>
        </Button>
      )}
    </li>
  );
}

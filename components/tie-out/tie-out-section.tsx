'use client';

import { RelativeTime } from '#components/ui/relative-time';
import { SectionHeading } from '#components/ui/section-heading';
import { StatusPill } from '#components/ui/status-pill';
import type { TieOutDto } from '#lib/tie-out/contract';
import { useTieOut } from '#lib/tie-out/hooks';
import { Difference } from './difference.tsx';
import { Reckoning } from './reckoning.tsx';
import { reasonWords } from './tie-out-words.ts';

/** Whether the bank's balance is the one our rows add up to, and what stands between the two. */
export function TieOutSection({
  accountId,
  fallback,
  today,
}: {
  accountId: string;
  fallback: TieOutDto | null;
  today: string;
}) {
  const { tieOut, acceptBalance } = useTieOut(accountId, fallback);
  if (!tieOut) return null;
  return (
    <section aria-labelledby="tie-out" className="mb-10">
      <SectionHeading
        id="tie-out"
        aside={
          <>
            Checked <RelativeTime iso={tieOut.checkedAt} />
          </>
        }
      >
        <span className="mr-2.5">Tie-out</span>
        <Verdict tieOut={tieOut} />
      </SectionHeading>
      {tieOut.status === 'off' ? (
        <Difference tieOut={tieOut} today={today} onAccept={acceptBalance} />
      ) : null}
      {tieOut.reason ? <p className="py-3 text-ink-soft">{reasonWords[tieOut.reason]}</p> : null}
      {tieOut.status === 'ties_out' ? (
        <details className="pt-3">
          <summary className="w-fit cursor-pointer rounded-sm text-ink-soft hover:text-ink">
            How it adds up
          </summary>
          <Reckoning tieOut={tieOut} today={today} />
        </details>
      ) : (
        <Reckoning tieOut={tieOut} today={today} />
      )}
    </section>
  );
}

function Verdict({ tieOut: { status } }: { tieOut: TieOutDto }) {
  if (status === 'ties_out') return <StatusPill tone="positive">Ties out</StatusPill>;
  if (status === 'off') return <StatusPill tone="warning">Off</StatusPill>;
  return <StatusPill>Nothing to compare</StatusPill>;
}

'use client';

import { useToday } from '#components/shell/today';
import { onDemand } from '#components/ui/on-demand';
import type { CivilDate } from '#lib/dates/civil-date';
import type { RecurringDto, StreamDto } from '#lib/recurring/contract';
import { NothingRecurs } from './nothing-recurs.tsx';
import { RecurringTotals } from './recurring-totals.tsx';
import { StreamQuestions } from './stream-questions.tsx';
import { StreamSection } from './stream-section.tsx';
import { useOpenStream } from './use-open-stream.ts';

// Most visits only look at the list.
const StreamDrawer = onDemand(() =>
  import('./stream-drawer.tsx').then((file) => file.StreamDrawer),
);

/** What comes again and again: what it comes to in a year, what is asked about, and each of it by its next day. */
export function RecurringView({
  recurring: { streams, totals, unserved },
  today: todayFallback,
}: {
  recurring: RecurringDto;
  today: CivilDate;
}) {
  const today = useToday(todayFallback);
  const { openId, open, close } = useOpenStream();
  if (streams.length === 0) return <NothingRecurs />;
  const section = { today, onOpen: open };
  return (
    <div className="flex flex-col gap-12">
      {totals.length > 0 ? <RecurringTotals totals={totals} /> : null}
      <StreamQuestions
        streams={streams.filter(({ state }) => state === 'suggested')}
        today={today}
        onOpen={open}
      />
      {groups.map(({ id, title, holds }) => (
        <StreamSection
          key={id}
          id={id}
          title={title}
          streams={streams.filter((each) => each.state === 'confirmed' && holds(each))}
          {...section}
        />
      ))}
      <StreamSection
        id="rejected"
        title="Not recurring"
        streams={streams.filter(({ state }) => state === 'rejected')}
        {...section}
      />
      {unserved.length > 0 ? (
        <p className="max-w-prose text-ink-soft text-sm">
          Plaid does not say what recurs at {listNames(unserved)}. There Plumbline finds it in your
          transactions.
        </p>
      ) : null}
      {openId ? (
        <StreamDrawer
          key={openId}
          streamId={openId}
          name={streams.find(({ id }) => id === openId)?.name}
          others={streams.filter(({ id, state }) => id !== openId && state !== 'rejected')}
          today={today}
          onClose={close}
        />
      ) : null}
    </div>
  );
}

const groups: readonly { id: string; title: string; holds: (stream: StreamDto) => boolean }[] = [
  {
    id: 'bills',
    title: 'Bills and subscriptions',
    holds: ({ hasEnded, transfer, amountMinor }) => !hasEnded && !transfer && amountMinor < 0,
  },
  {
    id: 'income',
    title: 'Income',
    holds: ({ hasEnded, transfer, amountMinor }) => !hasEnded && !transfer && amountMinor >= 0,
  },
  {
    id: 'between',
    title: 'Between your accounts',
    holds: ({ hasEnded, transfer }) => !hasEnded && transfer,
  },
  { id: 'ended', title: 'Ended', holds: ({ hasEnded }) => hasEnded },
];

function listNames(names: readonly string[]): string {
  return new Intl.ListFormat('en-US', { type: 'disjunction' }).format(names);
}

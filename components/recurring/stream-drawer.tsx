'use client';

import { useState } from 'react';
import { useMayChange } from '#components/members/membership';
import { ReadError } from '#components/shell/read-error';
import { Amount } from '#components/ui/amount';
import { Button } from '#components/ui/button';
import { Definition, DefinitionList } from '#components/ui/definition-list';
import { Drawer, DrawerContent } from '#components/ui/drawer';
import { onDemand } from '#components/ui/on-demand';
import { SkeletonRows } from '#components/ui/skeleton';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import type { StreamDetailDto, StreamDto } from '#lib/recurring/contract';
import { recurringActions, useStream } from '#lib/recurring/hooks';
import { cadenceWords, daysUntil, describeRange, sayAccounts } from './recurring-words.ts';
import { sayStream } from './say-stream.ts';
import { StreamNotes } from './stream-notes.tsx';
import { StreamRows } from './stream-rows.tsx';

const StreamDialog = onDemand(() =>
  import('./stream-dialog.tsx').then((file) => file.StreamDialog),
);
const MergeDialog = onDemand(() => import('./merge-dialog.tsx').then((file) => file.MergeDialog));

/** What is known of one that recurs, its transactions, and what one can say about it. */
export function StreamDrawer({
  streamId,
  name,
  others,
  today,
  onClose,
}: {
  streamId: string;
  /** What the list calls it, while it is read. */
  name: string | undefined;
  /** What it may be one with. */
  others: readonly StreamDto[];
  today: CivilDate;
  onClose: () => void;
}) {
  const { stream, error, retry } = useStream(streamId, today);
  return (
    <Drawer open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DrawerContent
        title={stream?.name ?? name ?? 'Recurring'}
        description={
          stream ? `${cadenceWords[stream.cadence]} · ${sayAccounts(stream)}` : undefined
        }
      >
        {error ? (
          <ReadError title="It could not be read" error={error} onRetry={retry} />
        ) : stream ? (
          <StreamDetails stream={stream} others={others} today={today} onClose={onClose} />
        ) : (
          <SkeletonRows rows={6} label="Reading its transactions" />
        )}
      </DrawerContent>
    </Drawer>
  );
}

function StreamDetails({
  stream,
  others,
  today,
  onClose,
}: {
  stream: StreamDetailDto;
  others: readonly StreamDto[];
  today: CivilDate;
  onClose: () => void;
}) {
  const { currency, amountMinor, yearMinor, nextOn, said, category } = stream;
  const range = describeRange(stream);
  return (
    <>
      <StreamNotes stream={stream} today={today} className="mb-2" />
      <DefinitionList>
        <Definition term="Next">
          {nextOn
            ? `${formatCivilDate(nextOn, today)}, ${daysUntil(nextOn, today)}`
            : stream.hasEnded
              ? 'Has ended'
              : 'Not known'}
        </Definition>
        <Definition
          term="Amount"
          note={
            said.amount ? 'as you said' : range && <span data-amount="start">lately {range}</span>
          }
        >
          <Amount minor={amountMinor} currency={currency} tone="money-in" />
        </Definition>
        <Definition term="In a year">
          <Amount minor={yearMinor} currency={currency} tone="money-in" />
        </Definition>
        <Definition term="Category">{category?.name ?? 'None'}</Definition>
        {said.endsOn ? (
          <Definition term="Ends">{formatCivilDate(said.endsOn, today)}</Definition>
        ) : null}
      </DefinitionList>
      <StreamActions stream={stream} others={others} today={today} onClose={onClose} />
      <StreamRows stream={stream} today={today} />
    </>
  );
}

function StreamActions({
  stream,
  others,
  today,
  onClose,
}: {
  stream: StreamDetailDto;
  others: readonly StreamDto[];
  today: CivilDate;
  onClose: () => void;
}) {
  const [asking, setAsking] = useState<'change' | 'merge' | null>(null);
  if (!useMayChange()) return null;
  const { id, name, state, hasEnded, said } = stream;
  const leave = () => setAsking(null);
  const decide = (to: 'confirmed' | 'rejected', words: string) =>
    void sayStream(`${name}: ${words}`, recurringActions.decide({ streamIds: [id], state: to }));
  return (
    <div className="flex flex-wrap gap-2 py-4">
      {state === 'confirmed' ? null : (
        <Button size="sm" variant="primary" onClick={() => decide('confirmed', 'recurs')}>
          It recurs
        </Button>
      )}
      <Button size="sm" onClick={() => setAsking('change')}>
        Change …
      </Button>
      {others.length > 0 ? (
        <Button size="sm" onClick={() => setAsking('merge')}>
          Merge …
        </Button>
      ) : null}
      {hasEnded || said.endsOn ? null : (
        <Button
          size="sm"
          onClick={() =>
            void sayStream(`${name}: ended`, recurringActions.edit(id, { endsOn: today }))
          }
        >
          It has ended
        </Button>
      )}
      {state === 'rejected' ? null : (
        <Button size="sm" onClick={() => decide('rejected', 'does not recur')}>
          Not recurring
        </Button>
      )}
      {asking === 'change' ? <StreamDialog stream={stream} today={today} onLeave={leave} /> : null}
      {asking === 'merge' ? (
        <MergeDialog
          stream={stream}
          others={others}
          today={today}
          onLeave={leave}
          onMerged={onClose}
        />
      ) : null}
    </div>
  );
}

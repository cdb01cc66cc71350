'use client';

import { useState } from 'react';
import { useMayChange } from '#components/members/membership';
import { Question } from '#components/questions/question';
import { QuestionSection } from '#components/questions/question-section';
import { Amount } from '#components/ui/amount';
import { Button } from '#components/ui/button';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import type { StreamDto } from '#lib/recurring/contract';
import { recurringActions } from '#lib/recurring/hooks';
import { cadenceWords, describeRange, sayAccounts } from './recurring-words.ts';
import { sayStream } from './say-stream.ts';

/** So many at first; the surest come first. */
const shownAtFirst = 6;

/** What was found and waits for a word: until then it counts in nothing. */
export function StreamQuestions({
  streams,
  today,
  onOpen,
}: {
  streams: readonly StreamDto[];
  today: CivilDate;
  onOpen: (streamId: string) => void;
}) {
  const [isWhole, setWhole] = useState(false);
  const mayChange = useMayChange();
  if (streams.length === 0) return null;
  const surest = streams.toSorted((a, b) => b.confidence - a.confidence);
  const shown = isWhole ? surest : surest.slice(0, shownAtFirst);
  const confirmAll = () =>
    void sayStream(
      `${streams.length} confirmed`,
      recurringActions.decide({ streamIds: streams.map(({ id }) => id), state: 'confirmed' }),
    );
  return (
    <div>
      <QuestionSection
        id="found"
        title={streams.length === 1 ? 'Does this recur?' : 'Do these recur?'}
        hint="Found in your transactions. What you confirm counts in the sums, the calendar and the forecast."
        aside={
          mayChange && streams.length > 1 ? (
            <Button size="sm" onClick={confirmAll}>
              Confirm all {streams.length}
            </Button>
          ) : null
        }
      >
        {shown.map((stream) => (
          <StreamQuestion key={stream.id} stream={stream} today={today} onOpen={onOpen} />
        ))}
      </QuestionSection>
      {shown.length < streams.length ? (
        <Button variant="ghost" className="mt-2" onClick={() => setWhole(true)}>
          Show {streams.length - shown.length} more
        </Button>
      ) : null}
    </div>
  );
}

function StreamQuestion({
  stream,
  today,
  onOpen,
}: {
  stream: StreamDto;
  today: CivilDate;
  onOpen: (streamId: string) => void;
}) {
  const { id, name, cadence, count, currency, amountMinor, lastOn } = stream;
  const decide = (state: 'confirmed' | 'rejected') =>
    void sayStream(
      `${name}: ${state === 'confirmed' ? 'recurs' : 'does not recur'}`,
      recurringActions.decide({ streamIds: [id], state }),
    );
  const range = describeRange(stream);
  return (
    <Question
      label={name}
      yes={{ label: 'Yes', onAnswer: () => decide('confirmed') }}
      no={{ label: 'No', onAnswer: () => decide('rejected') }}
      more={
        <Button size="sm" variant="ghost" onClick={() => onOpen(id)}>
          Look closer
        </Button>
      }
    >
      <p className="flex items-baseline justify-between gap-4">
        <span className="truncate font-medium">{name}</span>
        <Amount minor={amountMinor} currency={currency} tone="money-in" />
      </p>
      <p className="mt-0.5 text-ink-soft text-sm">
        {cadenceWords[cadence]}, {count} times until {formatCivilDate(lastOn, today, 'short')}
        {range ? (
          <>
            , <span data-amount="start">{range}</span>
          </>
        ) : null}{' '}
        · {sayAccounts(stream)}
      </p>
    </Question>
  );
}

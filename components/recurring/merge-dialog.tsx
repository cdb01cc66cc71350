'use client';

import { useState } from 'react';
import { CandidateRow } from '#components/transactions/candidate-row';
import { CandidateSearch } from '#components/transactions/candidate-search';
import { Dialog, DialogContent } from '#components/ui/dialog';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import type { StreamDto } from '#lib/recurring/contract';
import { recurringActions } from '#lib/recurring/hooks';
import { cadenceWords } from './recurring-words.ts';
import { sayStream } from './say-stream.ts';

/** Asks with which other one it is one: a card was replaced, or a payee changed its name. */
export function MergeDialog({
  stream,
  others,
  today,
  onLeave,
  onMerged,
}: {
  stream: StreamDto;
  others: readonly StreamDto[];
  today: CivilDate;
  onLeave: () => void;
  onMerged: () => void;
}) {
  const [q, setQ] = useState('');
  const asked = q.trim().toLowerCase();
  const isOut = stream.amountMinor < 0;
  const candidates = others
    .filter(({ currency }) => currency === stream.currency)
    .filter(({ amountMinor }) => amountMinor < 0 === isOut)
    .filter(({ name }) => name.toLowerCase().includes(asked));
  const merge = (into: StreamDto) => {
    onLeave();
    onMerged();
    void sayStream(
      `${stream.name}: merged with ${into.name}`,
      recurringActions.merge({ streamId: stream.id, intoId: into.id }),
    );
  };
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onLeave())}>
      <DialogContent
        size="md"
        title="Which one is it part of?"
        description="Their transactions become one, and stay one."
      >
        <CandidateSearch
          q={q}
          onSearch={setQ}
          searchLabel="Search what recurs"
          read={{ candidates, error: null, retry: onLeave }}
          emptyText={{
            unasked: 'Nothing else recurs in this direction and currency.',
            asked: 'Nothing is called that.',
          }}
        >
          {(each) => (
            <CandidateRow
              key={each.id}
              merchant={each.name}
              facts={[
                cadenceWords[each.cadence],
                each.account.name,
                `last ${formatCivilDate(each.lastOn, today, 'short')}`,
              ]}
              amount={{ minor: each.amountMinor, currency: each.currency }}
              tone="money-in"
              onChoose={() => merge(each)}
            />
          )}
        </CandidateSearch>
      </DialogContent>
    </Dialog>
  );
}

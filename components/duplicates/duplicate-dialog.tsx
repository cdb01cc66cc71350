'use client';

import { useDeferredValue, useState } from 'react';
import { CandidateRow } from '#components/transactions/candidate-row';
import { CandidateSearch } from '#components/transactions/candidate-search';
import { Dialog, DialogContent } from '#components/ui/dialog';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import type { DuplicateCandidateDto } from '#lib/duplicates/contract';
import { useDuplicateCandidates } from '#lib/duplicates/hooks';

/** Asks which other transaction is the same one. */
export function DuplicateDialog({
  transactionId,
  today,
  onLeave,
  onChoose,
}: {
  transactionId: string;
  today: CivilDate;
  onLeave: () => void;
  onChoose: (other: DuplicateCandidateDto) => void;
}) {
  const [q, setQ] = useState('');
  const read = useDuplicateCandidates(transactionId, useDeferredValue(q.trim()));
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onLeave())}>
      <DialogContent
        size="md"
        title="Which one is the same?"
        description="One of the two stays, with all you decided about both: the bank’s before a file’s. The other counts no more."
      >
        <CandidateSearch
          q={q}
          onSearch={setQ}
          read={read}
          emptyText={{
            unasked: 'Nothing within ten days has this amount. Search for what it is called.',
            asked: 'Nothing within two months is called that.',
          }}
        >
          {(row) => (
            <CandidateRow
              key={row.transactionId}
              merchant={row.merchant}
              facts={[formatCivilDate(row.date, today), row.account.name]}
              amount={row.amount}
              onChoose={() => onChoose(row)}
            />
          )}
        </CandidateSearch>
      </DialogContent>
    </Dialog>
  );
}

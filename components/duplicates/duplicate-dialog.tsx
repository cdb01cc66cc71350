'use client';

import { useDeferredValue, useState } from 'react';
import { ReadError } from '#components/shell/read-error';
import { Amount } from '#components/ui/amount';
import { Dialog, DialogContent } from '#components/ui/dialog';
import { SearchInput } from '#components/ui/search-input';
import { SkeletonRows } from '#components/ui/skeleton';
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
  const { candidates, error, retry } = useDuplicateCandidates(
    transactionId,
    useDeferredValue(q.trim()),
  );
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onLeave())}>
      <DialogContent
        size="md"
        title="Which one is the same?"
        description="One of the two stays, with all you decided about both: the bank’s before a file’s. The other counts no more."
      >
        <div className="flex flex-col gap-3">
          <SearchInput label="Search transactions" value={q} onValueChange={setQ} maxLength={100} />
          {error ? (
            <ReadError title="The list could not be read" error={error} onRetry={retry} />
          ) : candidates === undefined ? (
            <SkeletonRows rows={3} label="Looking for it" />
          ) : candidates.length === 0 ? (
            <p className="py-4 text-ink-soft">
              {q
                ? 'Nothing within two months is called that.'
                : 'Nothing within ten days has this amount. Search for what it is called.'}
            </p>
          ) : (
            <ul className="-mx-2">
              {candidates.map((row) => (
                <li key={row.transactionId} className="border-line border-b last:border-b-0">
                  <button
                    type="button"
                    onClick={() => onChoose(row)}
                    className="flex w-full items-start gap-4 rounded-md px-2 py-2.5 text-left hover:bg-pressed"
                  >
                    <span className="min-w-0 flex-1">
                      <span className="block truncate">{row.merchant || 'No name'}</span>
                      <span className="block text-ink-soft text-sm">
                        {formatCivilDate(row.date, today)}, {row.account.name}
                      </span>
                    </span>
                    <Amount minor={row.amount.minor} currency={row.amount.currency} />
                  </button>
                </li>
              ))}
            </ul>
          )}
        </div>
      </DialogContent>
    </Dialog>
  );
}

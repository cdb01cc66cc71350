'use client';

import { useState } from 'react';
import { useMayChange } from '#components/members/membership';
import { Amount } from '#components/ui/amount';
import { Button } from '#components/ui/button';
import { onDemand } from '#components/ui/on-demand';
import { SectionHeading } from '#components/ui/section-heading';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import { useDuplicatesOf } from '#lib/duplicates/hooks';
import { decideOne, decideTwo } from './decide-duplicate.ts';

// Few open it.
const DuplicateDialog = onDemand(() =>
  import('./duplicate-dialog.tsx').then((file) => file.DuplicateDialog),
);

/** What was put away for a transaction, and the way to say that it is here twice. */
export function DuplicateSection({
  transactionId,
  today,
  onAway,
}: {
  transactionId: string;
  today: CivilDate;
  /** The other one stays, and this is put away. */
  onAway: () => void;
}) {
  const duplicates = useDuplicatesOf(transactionId);
  const [open, setOpen] = useState(false);
  const mayChange = useMayChange();
  if (!duplicates) return null;
  const { putAway, hasUnseen } = duplicates;
  const isEmpty = putAway.length === 0 && !hasUnseen;
  if (isEmpty && !mayChange) return null;
  return (
    <section aria-label="Duplicates" className="mt-6">
      {isEmpty ? null : (
        <SectionHeading level={3}>{putAway.length > 1 ? 'Duplicates' : 'Duplicate'}</SectionHeading>
      )}
      <ul>
        {putAway.map(({ duplicateId, row }) => (
          <li
            key={duplicateId}
            className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 border-line border-b py-1.5"
          >
            <span className="min-w-0 flex-1">
              <span className="block truncate">{row.merchant || 'No name'}</span>
              <span className="block truncate text-ink-faint text-sm">
                {formatCivilDate(row.date, today)}, {row.account.name}
              </span>
            </span>
            <Amount minor={row.amount.minor} currency={row.amount.currency} tone="soft" />
            {mayChange ? (
              <Button size="sm" variant="ghost" onClick={() => void decideTwo(duplicateId)}>
                They are two
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {hasUnseen ? (
        <p className="border-line border-b py-2.5 text-ink-soft text-sm">
          It also stands for one in an account that is not shared with you.
        </p>
      ) : null}
      {mayChange ? (
        <Button size="sm" variant="ghost" className="mt-2 -ml-2.5" onClick={() => setOpen(true)}>
          Is it here twice?
        </Button>
      ) : null}
      {open ? (
        <DuplicateDialog
          transactionId={transactionId}
          today={today}
          onLeave={() => setOpen(false)}
          onChoose={({ transactionId: otherId, stays }) => {
            setOpen(false);
            // Before it counts no more: what is open of it would be read in vain.
            if (stays) onAway();
            void decideOne({ transactionId, otherId });
          }}
        />
      ) : null}
    </section>
  );
}

'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button';
import { ConfirmDialog } from '#components/ui/confirm-dialog';
import { RelativeTime } from '#components/ui/relative-time';
import { StatusPill, type StatusTone } from '#components/ui/status-pill';
import { useAttempt } from '#lib/client/use-attempt';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import type { PackVisitDto, ProofPackDto } from '#lib/proof-packs/contract';
import { revokePack } from '#lib/proof-packs/hooks';

const states: Record<ProofPackDto['state'], { tone: StatusTone; label: string }> = {
  open: { tone: 'info', label: 'Open' },
  revoked: { tone: 'neutral', label: 'Taken back' },
  expired: { tone: 'neutral', label: 'Over' },
};

/** A link that was made: what it leads to, until when, and who followed it. */
export function PackSection({ pack, today }: { pack: ProofPackDto; today: CivilDate }) {
  const { id, title, state, hasPassphrase, documents, visits, endsAt } = pack;
  const { tone, label } = states[state];
  const day = formatCivilDate(endsAt.slice(0, 10), today);
  return (
    <li className="border-line border-b py-5 last:border-b-0">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h3 className="flex flex-wrap items-center gap-x-3 font-medium">
            {title}
            <StatusPill tone={tone}>{label}</StatusPill>
          </h3>
          <p className="text-ink-soft text-sm">
            {state === 'open' ? `Until ${day}` : `Ended on ${day}`}
            {hasPassphrase ? ', with a passphrase' : null}
          </p>
        </div>
        {state === 'open' ? <RevokeButton id={id} /> : null}
      </div>
      <ul className="mt-3 text-sm">
        {documents.map((each) => (
          <li key={each.id}>{each.title}</li>
        ))}
      </ul>
      <Visits visits={visits} />
    </li>
  );
}

function Visits({ visits }: { visits: readonly PackVisitDto[] }) {
  if (visits.length === 0) {
    return <p className="mt-3 text-ink-faint text-sm">Nobody has followed it.</p>;
  }
  return (
    <details className="mt-3">
      <summary className="cursor-pointer rounded-sm text-ink-soft text-sm hover:text-ink">
        {visits.length === 1 ? 'One visit' : `${visits.length} visits`}
      </summary>
      <ul className="mt-2 text-sm">
        {visits.map((visit) => (
          <li
            key={visit.id}
            className="flex flex-wrap items-baseline justify-between gap-x-6 border-line border-b py-2 last:border-b-0"
          >
            <span>
              {sayVisit(visit)}
              <span className="text-ink-faint">, {visit.device}</span>
            </span>
            <span className="text-ink-faint">
              <RelativeTime iso={visit.at} />
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function sayVisit({ kind, document }: PackVisitDto): string {
  switch (kind) {
    case 'opened':
      return 'Opened';
    case 'read':
      return `Read: ${document ?? 'a document'}`;
    case 'refused':
      return 'Wrong passphrase';
  }
}

function RevokeButton({ id }: { id: string }) {
  const [asking, setAsking] = useState(false);
  const { pending, problem, attempt } = useAttempt();
  return (
    <>
      <Button size="sm" onClick={() => setAsking(true)}>
        Take back
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        tone="danger"
        title="Take this link back?"
        description="From now on it leads nowhere. What somebody saved from it stays with them."
        confirmLabel="Take back"
        pending={pending}
        error={problem}
        onConfirm={() =>
          attempt(async () => {
            await revokePack(id);
            setAsking(false);
          })
        }
      />
    </>
  );
}

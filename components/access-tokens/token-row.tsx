'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button';
import { ConfirmDialog } from '#components/ui/confirm-dialog';
import { RelativeTime } from '#components/ui/relative-time';
import { StatusPill } from '#components/ui/status-pill';
import { VisuallyHidden } from '#components/ui/visually-hidden';
import type { AccessTokenDto } from '#lib/access-tokens/contract';
import { useAttempt } from '#lib/client/use-attempt';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';

/** A token: what for, what it may do, until when, and where it was last used. */
export function TokenRow({
  token,
  today,
  onRevoke,
}: {
  token: AccessTokenDto;
  today: CivilDate;
  onRevoke: () => Promise<void>;
}) {
  const { name, ending, scopes, state, endsAt, lastUsedAt, lastPeer } = token;
  const day = formatCivilDate(endsAt.slice(0, 10), today);
  return (
    <li className="flex items-start justify-between gap-4 border-line border-b py-3">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="min-w-0 break-words font-medium">{name}</span>
          <span className="font-mono text-ink-faint text-sm">…{ending}</span>
          {state === 'open' ? null : (
            <StatusPill>{state === 'revoked' ? 'Revoked' : 'Over'}</StatusPill>
          )}
        </p>
        <p className="text-ink-soft text-sm">
          {state === 'open' ? `Until ${day}` : `Ended on ${day}`}
          {' · '}
          {lastUsedAt ? (
            <>
              last used <RelativeTime iso={lastUsedAt} />
              {lastPeer ? ` from ${lastPeer}` : null}
            </>
          ) : (
            'never used'
          )}
        </p>
        {scopes.length > 0 ? (
          <p className="mt-1 text-ink-soft text-sm">{scopes.join(', ')}</p>
        ) : null}
      </div>
      {state === 'open' ? <RevokeButton name={name} onRevoke={onRevoke} /> : null}
    </li>
  );
}

function RevokeButton({ name, onRevoke }: { name: string; onRevoke: () => Promise<void> }) {
  const [asking, setAsking] = useState(false);
  const { pending, problem, attempt } = useAttempt();
  return (
    <>
      <Button size="sm" className="shrink-0" onClick={() => setAsking(true)}>
        Revoke<VisuallyHidden> {name}</VisuallyHidden>
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        tone="danger"
        title={`Revoke ${name}?`}
        description="The program that has it is refused from now on. What it did before stays."
        confirmLabel="Revoke"
        pending={pending}
        error={problem}
        onConfirm={() =>
          attempt(async () => {
            await onRevoke();
            setAsking(false);
          })
        }
      />
    </>
  );
}

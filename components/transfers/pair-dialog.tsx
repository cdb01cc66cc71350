'use client';

import { useDeferredValue, useState } from 'react';
import { ReadError } from '#components/shell/read-error';
import { Amount } from '#components/ui/amount';
import { Button } from '#components/ui/button';
import { Dialog, DialogContent } from '#components/ui/dialog';
import { Menu, MenuContent, MenuItem, MenuLabel, MenuTrigger } from '#components/ui/menu';
import { SearchInput } from '#components/ui/search-input';
import { SkeletonRows } from '#components/ui/skeleton';
import { useAccountChoices } from '#lib/accounts/hooks';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import type { TransferCandidateDto } from '#lib/transfers/contract';
import { useTransferCandidates } from '#lib/transfers/hooks';
import { daysApart } from './transfer-words.ts';

/** Asks which row is the other end of one. */
export function PairDialog({
  transactionId,
  leaves,
  accountId,
  today,
  onLeave,
  onPair,
  onSend,
}: {
  transactionId: string;
  /** Money leaves by this row; else it arrives by it. */
  leaves: boolean;
  accountId: string;
  today: CivilDate;
  onLeave: () => void;
  onPair: (candidate: TransferCandidateDto) => void;
  /** It is yet to arrive in an account. */
  onSend: (account: { id: string; name: string }) => void;
}) {
  const [q, setQ] = useState('');
  const { candidates, error, retry } = useTransferCandidates(
    transactionId,
    useDeferredValue(q.trim()),
  );
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onLeave())}>
      <DialogContent
        size="md"
        title={leaves ? 'Where did it arrive?' : 'Where did it leave?'}
        description="In another account, within six weeks. Both then count as neither income nor spending."
      >
        <div className="flex flex-col gap-3">
          <SearchInput label="Search transactions" value={q} onValueChange={setQ} maxLength={100} />
          {error ? (
            <ReadError title="The list could not be read" error={error} onRetry={retry} />
          ) : candidates === undefined ? (
            <SkeletonRows rows={4} label="Looking for it" />
          ) : candidates.length === 0 ? (
            <p className="py-4 text-ink-soft">
              {q ? 'Nothing is called that.' : 'Nothing of these weeks could be its other side.'}
            </p>
          ) : (
            <ul className="-mx-2">
              {candidates.map((candidate) => (
                <li key={candidate.transactionId} className="border-line border-b last:border-b-0">
                  <button
                    type="button"
                    onClick={() => onPair(candidate)}
                    className="flex w-full items-start gap-4 rounded-md px-2 py-2.5 text-left hover:bg-pressed"
                  >
                    <span className="min-w-0 flex-1">
                      <span className="block truncate">{candidate.merchant || 'No name'}</span>
                      <span className="block text-ink-soft text-sm">
                        {[
                          candidate.account.name,
                          formatCivilDate(candidate.date, today),
                          daysApart(candidate.days),
                        ].join(', ')}
                      </span>
                    </span>
                    <Amount
                      minor={candidate.amount.minor}
                      currency={candidate.amount.currency}
                      tone="money-in"
                    />
                  </button>
                </li>
              ))}
            </ul>
          )}
          {leaves ? <NotArrived exceptId={accountId} onSend={onSend} /> : null}
        </div>
      </DialogContent>
    </Dialog>
  );
}

/** Until it arrives it is in transit, so that net worth does not dip. */
function NotArrived({
  exceptId,
  onSend,
}: {
  exceptId: string;
  onSend: (account: { id: string; name: string }) => void;
}) {
  const accounts = useAccountChoices()?.filter(({ id }) => id !== exceptId) ?? [];
  if (accounts.length === 0) return null;
  return (
    <div className="border-line border-t pt-4">
      <Menu>
        <MenuTrigger asChild>
          <Button size="sm">It has not arrived yet …</Button>
        </MenuTrigger>
        <MenuContent align="start">
          <MenuLabel>On its way to</MenuLabel>
          {accounts.map(({ id, name }) => (
            <MenuItem key={id} onSelect={() => onSend({ id, name })}>
              {name}
            </MenuItem>
          ))}
        </MenuContent>
      </Menu>
    </div>
  );
}

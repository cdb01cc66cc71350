'use client';

import { useDeferredValue, useState } from 'react';
import { CandidateRow } from '#components/transactions/candidate-row';
import { CandidateSearch } from '#components/transactions/candidate-search';
import { Button } from '#components/ui/button';
import { Dialog, DialogContent } from '#components/ui/dialog';
import { Menu, MenuContent, MenuItem, MenuLabel, MenuTrigger } from '#components/ui/menu';
import { useAccountChoices } from '#lib/accounts/hooks';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import { daysApart } from '#lib/dates/days-apart';
import type { TransferCandidateDto } from '#lib/transfers/contract';
import { useTransferCandidates } from '#lib/transfers/hooks';

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
  const read = useTransferCandidates(transactionId, useDeferredValue(q.trim()));
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onLeave())}>
      <DialogContent
        size="md"
        title={leaves ? 'Where did it arrive?' : 'Where did it leave?'}
        description="In another account, within six weeks. Both then count as neither income nor spending."
      >
        <CandidateSearch
          q={q}
          onSearch={setQ}
          read={read}
          emptyText={{
            unasked: 'Nothing of these weeks could be its other side.',
            asked: 'Nothing is called that.',
          }}
        >
          {(candidate) => (
            <CandidateRow
              key={candidate.transactionId}
              merchant={candidate.merchant}
              facts={[
                candidate.account.name,
                formatCivilDate(candidate.date, today),
                daysApart(candidate.days),
              ]}
              amount={candidate.amount}
              tone="money-in"
              onChoose={() => onPair(candidate)}
            />
          )}
        </CandidateSearch>
        {leaves ? <NotArrived exceptId={accountId} onSend={onSend} /> : null}
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
    <div className="mt-3 border-line border-t pt-4">
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

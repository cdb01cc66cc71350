'use client';

import { useDeferredValue, useState } from 'react';
import { CandidateRow } from '#components/transactions/candidate-row';
import { CandidateSearch } from '#components/transactions/candidate-search';
import { Amount } from '#components/ui/amount';
import { Button } from '#components/ui/button';
import { Dialog, DialogContent } from '#components/ui/dialog';
import { DialogActions } from '#components/ui/dialog-actions';
import { MoneyField } from '#components/ui/money-field';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import { daysApart } from '#lib/dates/days-apart';
import type { SettleCandidateDto, SettleInput, SettlementDto } from '#lib/settlements/contract';
import { useSettleCandidates } from '#lib/settlements/hooks';

/** Asks what belongs to a transaction, and how much of it. */
export function SettleDialog({
  transactionId,
  settlement,
  today,
  onLeave,
  onSettle,
}: {
  transactionId: string;
  settlement: SettlementDto;
  today: CivilDate;
  onLeave: () => void;
  /** False where it was not saved. */
  onSettle: (input: SettleInput) => Promise<boolean>;
}) {
  const [chosen, setChosen] = useState<SettleCandidateDto | null>(null);
  const isExpense = settlement.side === 'expense';
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onLeave())}>
      <DialogContent
        size="md"
        title={isExpense ? 'What came back?' : 'What is it for?'}
        description={
          isExpense
            ? 'A refund or a repayment. It counts as less spending in the category of the expense.'
            : 'The expense that it pays back. It then counts as less spending there, not as income.'
        }
      >
        {chosen ? (
          <HowMuch
            chosen={chosen}
            leftMinor={settlement.leftMinor}
            today={today}
            onBack={() => setChosen(null)}
            onSettle={async (amountMinor) => {
              if (await onSettle({ otherId: chosen.id, amountMinor })) onLeave();
            }}
          />
        ) : (
          <Candidates transactionId={transactionId} today={today} onChoose={setChosen} />
        )}
      </DialogContent>
    </Dialog>
  );
}

function Candidates({
  transactionId,
  today,
  onChoose,
}: {
  transactionId: string;
  today: CivilDate;
  onChoose: (candidate: SettleCandidateDto) => void;
}) {
  const [q, setQ] = useState('');
  const read = useSettleCandidates(transactionId, useDeferredValue(q.trim()));
  return (
    <CandidateSearch
      q={q}
      onSearch={setQ}
      read={read}
      emptyText={{
        unasked: 'Nothing looks like it. Search for what it is called.',
        asked: 'Nothing is called that.',
      }}
    >
      {(candidate) => (
        <SettleCandidate
          key={candidate.id}
          candidate={candidate}
          today={today}
          onChoose={() => onChoose(candidate)}
        />
      )}
    </CandidateSearch>
  );
}

function SettleCandidate({
  candidate,
  today,
  onChoose,
}: {
  candidate: SettleCandidateDto;
  today: CivilDate;
  onChoose?: () => void;
}) {
  const { merchant, date, account, amount, leftMinor } = candidate;
  return (
    <CandidateRow
      merchant={merchant}
      facts={[formatCivilDate(date, today), account, ...describeReasons(candidate)]}
      amount={amount}
      tone="money-in"
      aside={
        leftMinor === Math.abs(amount.minor) ? null : (
          <>
            <Amount minor={leftMinor} currency={amount.currency} /> left
          </>
        )
      }
      onChoose={onChoose}
    />
  );
}

function describeReasons({ sameMerchant, sameSize, daysApart: days }: SettleCandidateDto) {
  return [
    ...(sameMerchant ? ['the same merchant'] : []),
    ...(sameSize ? ['the same amount'] : []),
    daysApart(days),
  ];
}

function HowMuch({
  chosen,
  leftMinor,
  today,
  onBack,
  onSettle,
}: {
  chosen: SettleCandidateDto;
  leftMinor: number;
  today: CivilDate;
  onBack: () => void;
  onSettle: (amountMinor: number) => Promise<void>;
}) {
  const [minor, setMinor] = useState<number | null>(Math.min(leftMinor, chosen.leftMinor) || null);
  const [pending, setPending] = useState(false);
  return (
    <form
      className="flex flex-col gap-4"
      method="post"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (minor === null || minor <= 0) return;
        setPending(true);
        void onSettle(minor).finally(() => setPending(false));
      }}
    >
      <ul className="-mx-2">
        <SettleCandidate candidate={chosen} today={today} />
      </ul>
      <MoneyField
        label="How much of it"
        currency={chosen.amount.currency}
        minor={minor}
        onMinorChange={setMinor}
        required
      />
      <DialogActions
        submitLabel="Link"
        busy={pending}
        cancel={<Button onClick={onBack}>Choose another</Button>}
      />
    </form>
  );
}

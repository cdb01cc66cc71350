'use client';

import { useDeferredValue, useState } from 'react';
import { ReadError } from '#components/shell/read-error';
import { Button } from '#components/ui/button';
import { Dialog, DialogContent } from '#components/ui/dialog';
import { MoneyField } from '#components/ui/money-field';
import { SearchInput } from '#components/ui/search-input';
import { SkeletonRows } from '#components/ui/skeleton';
import type { CivilDate } from '#lib/dates/civil-date';
import type { SettleCandidateDto, SettleInput, SettlementDto } from '#lib/settlements/contract';
import { useSettleCandidates } from '#lib/settlements/hooks';
import { CandidateRow } from './candidate-row.tsx';

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
  const { candidates, error, retry } = useSettleCandidates(
    transactionId,
    useDeferredValue(q.trim()),
  );
  return (
    <div className="flex flex-col gap-3">
      <SearchInput label="Search transactions" value={q} onValueChange={setQ} maxLength={100} />
      {error ? (
        <ReadError title="The list could not be read" error={error} onRetry={retry} />
      ) : candidates === undefined ? (
        <SkeletonRows rows={4} label="Looking for it" />
      ) : candidates.length === 0 ? (
        <p className="py-4 text-ink-soft">
          {q ? 'Nothing is called that.' : 'Nothing looks like it. Search for what it is called.'}
        </p>
      ) : (
        <ul className="-mx-2">
          {candidates.map((candidate) => (
            <CandidateRow
              key={candidate.id}
              candidate={candidate}
              today={today}
              onChoose={() => onChoose(candidate)}
            />
          ))}
        </ul>
      )}
    </div>
  );
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
        <CandidateRow candidate={chosen} today={today} />
      </ul>
      <MoneyField
        label="How much of it"
        currency={chosen.amount.currency}
        minor={minor}
        onMinorChange={setMinor}
        required
      />
      <div className="flex flex-col-reverse gap-2 pt-1 sm:flex-row sm:justify-end">
        <Button onClick={onBack}>Choose another</Button>
        <Button type="submit" variant="primary" loading={pending}>
          Link
        </Button>
      </div>
    </form>
  );
}

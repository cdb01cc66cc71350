'use client';

import { Check, ChevronDown, ChevronUp, Eye, EyeOff } from 'lucide-react';
import { AttachmentSection } from '#components/attachments/attachment-section';
import { DuplicateSection } from '#components/duplicates/duplicate-section';
import { EntryActions } from '#components/entries/entry-actions';
import { useMayChange } from '#components/members/membership';
import { SettlementSection } from '#components/settlements/settlement-section';
import { ReadError } from '#components/shell/read-error';
import { SplitSection } from '#components/splits/split-section';
import { TransferSection } from '#components/transfers/transfer-section';
import { Amount } from '#components/ui/amount';
import { Button, IconButton } from '#components/ui/button';
import { DateField } from '#components/ui/date-field';
import { Drawer, DrawerContent } from '#components/ui/drawer';
import { SkeletonRows } from '#components/ui/skeleton';
import { formatCivilDate } from '#lib/dates/civil-date';
import type { TransactionDetailDto } from '#lib/transactions/contract';
import { useTransaction } from '#lib/transactions/hooks';
import { BankFacts } from './bank-facts.tsx';
import { CategoryField } from './category-field.tsx';
import { decideDate, decideHidden, decideReviewed, targetOf } from './decisions.ts';
import { MerchantField } from './merchant-field.tsx';
import { NoteField } from './note-field.tsx';
import { ReadFacts } from './read-facts.tsx';
import { SimilarLink } from './similar-link.tsx';
import { SortingSection } from './sorting-section.tsx';
import { SourceHint } from './source-hint.tsx';
import { StateFacts } from './state-facts.tsx';
import { ValueHistory } from './value-history.tsx';

/** One transaction beside the list: what the bank says, and what the person decides about it. */
export function TransactionDrawer({
  id,
  today,
  onClose,
  onPrevious,
  onNext,
  onSplitBegun,
  returnFocusTo,
}: {
  id: string | null;
  today: string;
  onClose: () => void;
  onPrevious?: () => void;
  onNext?: () => void;
  /** Given where it is opened to be split: told once that is begun. */
  onSplitBegun?: () => void;
  /** Where the focus goes on closing: the row one has walked to. */
  returnFocusTo?: () => HTMLElement | null;
}) {
  const { transaction, error, retry, saveNote } = useTransaction(id);
  const mayChange = useMayChange();
  return (
    <Drawer
      open={id !== null}
      onOpenChange={(open) => (open ? undefined : onClose())}
      modal={false}
    >
      <DrawerContent
        modal={false}
        className="max-sm:top-0 max-sm:max-h-none max-sm:rounded-none"
        returnFocusTo={returnFocusTo}
        title={transaction?.merchant || 'Transaction'}
        description={
          transaction
            ? `${transaction.account.name}, ${formatCivilDate(transaction.date, today)}`
            : undefined
        }
        actions={
          <>
            <IconButton label="Previous" size="sm" disabled={!onPrevious} onClick={onPrevious}>
              <ChevronUp />
            </IconButton>
            <IconButton label="Next" size="sm" disabled={!onNext} onClick={onNext}>
              <ChevronDown />
            </IconButton>
          </>
        }
        footer={
          transaction && mayChange ? (
            <>
              <Button
                variant="ghost"
                onClick={() => void decideHidden(targetOf(transaction), !transaction.hidden)}
              >
                {transaction.hidden ? <Eye aria-hidden="true" /> : <EyeOff aria-hidden="true" />}
                {transaction.hidden ? 'Show again' : 'Hide'}
              </Button>
              <Button
                variant={transaction.reviewed ? 'secondary' : 'primary'}
                onClick={() => void decideReviewed(targetOf(transaction), !transaction.reviewed)}
              >
                <Check aria-hidden="true" />
                {transaction.reviewed ? 'Reviewed' : 'Mark as reviewed'}
              </Button>
            </>
          ) : null
        }
      >
        {transaction ? (
          <Details
            key={transaction.id}
            transaction={transaction}
            today={today}
            saveNote={saveNote}
            onSplitBegun={onSplitBegun}
            onClose={onClose}
          />
        ) : error ? (
          <ReadError title="It could not be read" error={error} onRetry={retry} />
        ) : (
          <SkeletonRows rows={5} label="Loading" />
        )}
      </DrawerContent>
    </Drawer>
  );
}

function Details({
  transaction,
  today,
  saveNote,
  onSplitBegun,
  onClose,
}: {
  transaction: TransactionDetailDto;
  today: string;
  /** Rejects. */
  saveNote: ReturnType<typeof useTransaction>['saveNote'];
  onSplitBegun?: () => void;
  onClose: () => void;
}) {
  const { id, amount, byHand, merchant, note, sources, otherwise } = transaction;
  const mayChange = useMayChange();
  return (
    <>
      <Amount
        minor={amount.minor}
        currency={amount.currency}
        tone="money-in"
        display="headline"
        className="font-medium text-2xl"
      />
      {mayChange ? (
        <div className="mt-6 flex flex-col gap-5">
          <MerchantField transaction={transaction} />
          <CategoryField transaction={transaction} />
          <DateField
            label="Date"
            value={transaction.date}
            today={today}
            required
            hint={
              <SourceHint
                transaction={transaction}
                field="date"
                otherwise={formatCivilDate(otherwise.date, today)}
              />
            }
            onValueChange={(date) => {
              if (date && date !== transaction.date) {
                void decideDate(targetOf(transaction), date, today);
              }
            }}
          />
          <NoteField
            name={merchant || 'Transaction'}
            note={note}
            hint={
              sources.note.by === 'bank' && !note ? null : (
                <SourceHint
                  transaction={transaction}
                  field="note"
                  otherwise={otherwise.note ?? 'no note'}
                />
              )
            }
            onSave={(text, { leaving }) => saveNote(text, { keepalive: leaving })}
          />
        </div>
      ) : (
        <ReadFacts transaction={transaction} today={today} />
      )}
      <SortingSection transaction={transaction} today={today} />
      <StateFacts transaction={transaction} />
      <SimilarLink merchant={merchant} />
      <SplitSection transaction={transaction} onBegun={onSplitBegun} />
      <SettlementSection transactionId={id} merchant={merchant} today={today} />
      <TransferSection transaction={transaction} today={today} />
      <DuplicateSection transactionId={id} today={today} onAway={onClose} />
      <AttachmentSection transactionId={id} />
      <BankFacts transaction={transaction} today={today} />
      {byHand && mayChange ? (
        <EntryActions transaction={transaction} today={today} onDeleted={onClose} />
      ) : null}
      <ValueHistory transactionId={id} />
    </>
  );
}

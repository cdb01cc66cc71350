'use client';

import { Check, ChevronDown, ChevronUp } from 'lucide-react';
import { AttachmentSection } from '#components/attachments/attachment-section';
import { EntryActions } from '#components/entries/entry-actions';
import { useMayChange } from '#components/members/membership';
import { ReadError } from '#components/shell/read-error';
import { Amount } from '#components/ui/amount';
import { Button, IconButton } from '#components/ui/button';
import { Definition, DefinitionList } from '#components/ui/definition-list';
import { Drawer, DrawerContent } from '#components/ui/drawer';
import { SkeletonRows } from '#components/ui/skeleton';
import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import { formatCivilDate } from '#lib/dates/civil-date';
import type { TransactionDetailDto } from '#lib/transactions/contract';
import { useTransaction } from '#lib/transactions/hooks';
import { CategoryField } from './category-field.tsx';
import { NoteField } from './note-field.tsx';
import { SortingSection } from './sorting-section.tsx';
import { ValueHistory } from './value-history.tsx';

/** One transaction beside the list: what the bank says, and what the person decides about it. */
export function TransactionDrawer({
  id,
  today,
  onClose,
  onPrevious,
  onNext,
  returnFocusTo,
}: {
  id: string | null;
  today: string;
  onClose: () => void;
  onPrevious?: () => void;
  onNext?: () => void;
  /** Where the focus goes on closing: the row one has walked to. */
  returnFocusTo?: () => HTMLElement | null;
}) {
  const { transaction, error, retry, update } = useTransaction(id);
  const mayChange = useMayChange();
  const save: typeof update = (patch, optimistic) =>
    update(patch, optimistic).catch((problem: unknown) => {
      toast({ tone: 'danger', title: 'Not saved', description: describeError(problem) });
    });
  return (
    <Drawer
      open={id !== null}
      onOpenChange={(open) => (open ? undefined : onClose())}
      modal={false}
    >
      <DrawerContent
        modal={false}
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
            <Button
              variant={transaction.reviewed ? 'secondary' : 'primary'}
              onClick={() => {
                const reviewed = !transaction.reviewed;
                void save({ reviewed }, { reviewed });
              }}
            >
              <Check aria-hidden="true" />
              {transaction.reviewed ? 'Reviewed' : 'Mark as reviewed'}
            </Button>
          ) : null
        }
      >
        {transaction ? (
          <Details
            key={transaction.id}
            transaction={transaction}
            today={today}
            save={save}
            update={update}
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

type Update = ReturnType<typeof useTransaction>['update'];

function Details({
  transaction,
  today,
  save,
  update,
  onClose,
}: {
  transaction: TransactionDetailDto;
  today: string;
  /** Says itself what failed. */
  save: Update;
  /** Rejects. */
  update: Update;
  onClose: () => void;
}) {
  const { amount, pending, kept, byHand, bankDate, bankText, account } = transaction;
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
          <CategoryField
            transaction={transaction}
            onChange={(category) =>
              void save({ categoryId: category?.id ?? null }, { category, categoryBy: 'person' })
            }
            onRevert={() =>
              void save(
                { revert: ['categoryId'] },
                { category: transaction.bankCategory, categoryBy: 'bank' },
              )
            }
          />
          <NoteField
            note={transaction.note}
            onSave={(note, { leaving }) => update({ note }, { note }, { keepalive: leaving })}
          />
        </div>
      ) : null}
      <SortingSection transaction={transaction} today={today} />
      <DefinitionList className="mt-6">
        {mayChange ? null : (
          <>
            <Definition term="Category">{transaction.category?.name ?? 'None'}</Definition>
            <Definition term="Note">{transaction.note ?? 'None'}</Definition>
            <Definition term="Reviewed">{transaction.reviewed ? 'Yes' : 'Not yet'}</Definition>
          </>
        )}
        <Definition term="Status">
          {byHand
            ? 'Entered by hand'
            : kept
              ? 'Kept by hand; withdrawn by the bank'
              : pending
                ? 'Pending'
                : 'Posted'}
        </Definition>
        <Definition term={pending ? 'Happened' : 'Posted on'}>
          {formatCivilDate(bankDate, today)}
        </Definition>
        <Definition term="Account">
          {account.name}
          {account.mask ? <span className="text-ink-faint"> ••{account.mask}</span> : null}
        </Definition>
        <Definition term={byHand ? 'As it was entered' : 'As the bank wrote it'}>
          {bankText}
        </Definition>
      </DefinitionList>
      {byHand && mayChange ? (
        <EntryActions transaction={transaction} today={today} onDeleted={onClose} />
      ) : null}
      <AttachmentSection transactionId={transaction.id} />
      <ValueHistory transactionId={transaction.id} />
    </>
  );
}

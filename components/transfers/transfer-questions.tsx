import { Question } from '#components/questions/question';
import { QuestionSection } from '#components/questions/question-section';
import { Button } from '#components/ui/button';
import type { CivilDate } from '#lib/dates/civil-date';
import type { TransferDto } from '#lib/transfers/contract';
import { barTransfers, type useTransfers } from '#lib/transfers/hooks';
import { sayTransfer } from './say-transfer.ts';
import { TransferEnds } from './transfer-ends.tsx';
import { describeReasons, isSeen, nameTransfer } from './transfer-words.ts';

/** Rows that may be the two ends of one transfer, and money that left and has not arrived. */
export function TransferQuestions({
  transfers: { items, decide },
  today,
}: {
  transfers: ReturnType<typeof useTransfers>;
  today: CivilDate;
}) {
  if (items.length === 0) return null;
  return (
    <QuestionSection
      id="transfers"
      title={items.length === 1 ? 'Is this a transfer?' : 'Are these transfers?'}
      hint="Money between your own accounts is neither income nor spending. Until you answer, both sides count."
    >
      {items.map((transfer) => (
        <Question
          key={transfer.id}
          label={nameTransfer(transfer)}
          yes={{
            label: transfer.in === null ? 'Yes, elsewhere' : 'Yes, a transfer',
            onAnswer: () =>
              void sayTransfer(`${nameTransfer(transfer)}: a transfer`, decide(transfer.id, true)),
          }}
          no={{
            label: 'No',
            onAnswer: () =>
              void sayTransfer(
                `${nameTransfer(transfer)}: no transfer`,
                decide(transfer.id, false),
              ),
          }}
          more={<NeverPair transfer={transfer} />}
        >
          <TransferEnds transfer={transfer} today={today} />
          <p className="mt-1.5 text-ink-soft text-sm">
            {transfer.in === null
              ? `It left ${transfer.days} days ago and has not arrived. Is it a transfer to somewhere else?`
              : `${describeReasons(transfer)}.`}
          </p>
        </Question>
      ))}
    </QuestionSection>
  );
}

/** For two accounts whose rows look alike by chance, again and again. */
export function NeverPair({ transfer }: { transfer: TransferDto }) {
  const { out, in: into } = transfer;
  if (!isSeen(out) || !isSeen(into)) return null;
  return (
    <Button
      size="sm"
      variant="ghost"
      onClick={() =>
        void sayTransfer(
          `${out.account.name} and ${into.account.name}: never paired`,
          barTransfers({ accountIds: [out.account.id, into.account.id], barred: true }),
        )
      }
    >
      Never pair these accounts
    </Button>
  );
}

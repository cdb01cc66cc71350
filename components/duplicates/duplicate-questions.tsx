import { useMayChange } from '#components/members/membership';
import { Question } from '#components/questions/question';
import { QuestionSection } from '#components/questions/question-section';
import { offerUndo } from '#components/shell/undo';
import { Amount } from '#components/ui/amount';
import { Button } from '#components/ui/button';
import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import { awaitUndo } from '#lib/client/undo';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import type {
  DuplicateAnswer,
  DuplicateDto,
  DuplicateListDto,
  DuplicateReason,
  DuplicateSide,
} from '#lib/duplicates/contract';
import { answerDuplicates, useDuplicates } from '#lib/duplicates/hooks';

/** From here on nobody wants to answer one by one. */
const fewCopies = 3;

/** Pairs that may be one transaction here twice, and those of which the bank took one back. */
export function DuplicateQuestions({
  fallback,
  today,
}: {
  fallback: DuplicateListDto;
  today: CivilDate;
}) {
  const { duplicates, answer } = useDuplicates(fallback);
  const mayChange = useMayChange();
  if (duplicates.length === 0) return null;
  const copies = duplicates.filter(
    ({ reasons, isBack }) => reasons.includes('two_connections') && !isBack,
  );
  const decide = async (pairs: DuplicateDto[], given: DuplicateAnswer) => {
    const ids = pairs.map(({ id }) => id);
    const what =
      pairs.length > 1 ? `${pairs.length} transactions` : pairs[0]?.kept.merchant || 'Transaction';
    try {
      await answer(ids, given);
      offerUndo(`${what}: ${answerWords[given]}`, () => answerDuplicates(ids, 'open'));
    } catch (problem) {
      toast({ tone: 'danger', title: 'Not saved', description: describeError(problem) });
    }
  };
  const settle = (pairs: DuplicateDto[], given: DuplicateAnswer) => awaitUndo(decide(pairs, given));
  return (
    <QuestionSection
      id="duplicates"
      title={duplicates.length === 1 ? 'Is this here twice?' : 'Are these here twice?'}
      aside={
        mayChange && copies.length >= fewCopies ? (
          <Button variant="link" onClick={() => void settle(copies, 'same')}>
            All {copies.length} of two connections are one
          </Button>
        ) : null
      }
      hint="If they are one, the first stays with all you decided about both, and the other counts no more."
    >
      {duplicates.map((pair) => (
        <Question
          key={pair.id}
          label={`${pair.kept.merchant}, ${pair.kept.account.name}`}
          yes={
            pair.isBack
              ? { label: 'All right', onAnswer: () => void settle([pair], 'seen') }
              : { label: 'Yes, one', onAnswer: () => void settle([pair], 'same') }
          }
          no={{
            label: pair.isBack ? 'They were two' : 'No, two',
            onAnswer: () => void settle([pair], 'two'),
          }}
        >
          <Side side={pair.kept} today={today} isGone={pair.isBack} />
          <Side side={pair.other} today={today} />
          <p className="mt-1 text-ink-soft text-sm">{describe(pair)}</p>
        </Question>
      ))}
    </QuestionSection>
  );
}

const answerWords: Record<DuplicateAnswer, string> = {
  same: 'here once',
  two: 'two different ones',
  seen: 'counts again',
  open: 'asked again',
};

const fromWords = { bank: 'from the bank', file: 'from a file', hand: 'by hand' } as const;

function Side({
  side: { merchant, amount, date, from },
  today,
  isGone = false,
}: {
  side: DuplicateSide;
  today: CivilDate;
  isGone?: boolean;
}) {
  return (
    <p className="flex items-baseline gap-x-3">
      <span className="min-w-0 truncate">{merchant || 'No name'}</span>
      <span className="shrink-0 text-ink-soft text-sm">
        {isGone ? 'withdrawn' : fromWords[from]}, {formatCivilDate(date, today)}
      </span>
      <Amount minor={amount.minor} currency={amount.currency} className="ml-auto" />
    </p>
  );
}

const reasonWords: Record<Exclude<DuplicateReason, 'kept_withdrawn'>, string> = {
  file: 'A file brought the one and the bank the other.',
  two_connections: 'Two connections hold this account.',
  reference: 'The bank gives both one number.',
  tie_out: 'With one of them the account comes to the bank’s balance.',
  by_hand: 'You said that they are one.',
};

function describe({ kept, other, reasons, isBack }: DuplicateDto): string {
  const place =
    kept.account.id === other.account.id
      ? kept.account.name
      : `${kept.account.name} and ${other.account.name}`;
  if (isBack) {
    return `${place}. You said that they are one. The bank has withdrawn the first since, so the other counts again.`;
  }
  const why = reasons.flatMap((reason) =>
    reason === 'kept_withdrawn'
      ? 'You said so before; the bank withdrew the first and has brought it back.'
      : reasonWords[reason],
  );
  return [`${place}.`, ...why].join(' ');
}

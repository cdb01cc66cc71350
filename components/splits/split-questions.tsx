import { Question } from '#components/questions/question';
import { QuestionSection } from '#components/questions/question-section';
import { offerUndo } from '#components/shell/undo';
import { Amount } from '#components/ui/amount';
import { Button } from '#components/ui/button';
import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import { formatCivilDate } from '#lib/dates/civil-date';
import { formatAmount } from '#lib/money/format-amount';
import type { PartInput, UnsettledSplitDto, UnsettledSplitListDto } from '#lib/splits/contract';
import { fitParts, fitWays } from '#lib/splits/fit-parts';
import { undoSplitChange, useUnsettledSplits } from '#lib/splits/hooks';
import { fitWords, leftWords } from './fit-words.ts';

/** Splits of which the bank changed the amount since: where does the difference belong? */
export function SplitQuestions({
  fallback,
  today,
}: {
  fallback: UnsettledSplitListDto;
  today: string;
}) {
  const { splits, settle } = useUnsettledSplits(fallback);
  if (splits.length === 0) return null;
  const answer = ({ transactionId, merchant }: UnsettledSplitDto, parts: PartInput[]) =>
    settle(transactionId, parts).then(
      ({ undoStepId }) =>
        offerUndo(`${merchant || 'Transaction'}: its parts fit again`, () =>
          undoSplitChange(undoStepId),
        ),
      (problem: unknown) =>
        toast({ tone: 'danger', title: 'Not saved', description: describeError(problem) }),
    );
  return (
    <QuestionSection
      id="splits"
      title={
        splits.length === 1
          ? 'Where does the difference belong?'
          : 'Where do the differences belong?'
      }
      hint="The bank changed the amount after you split it: a tip was added, or a charge corrected."
    >
      {splits.map((each) => (
        <SplitQuestion
          key={each.transactionId}
          asked={each}
          today={today}
          onAnswer={(parts) => void answer(each, parts)}
        />
      ))}
    </QuestionSection>
  );
}

function SplitQuestion({
  asked,
  today,
  onAnswer,
}: {
  asked: UnsettledSplitDto;
  today: string;
  onAnswer: (parts: PartInput[]) => void;
}) {
  const { merchant, account, date, category, split } = asked;
  const offers = fitWays.flatMap((way) => {
    const parts = fitParts(split, category?.id ?? null, way);
    return parts ? [{ way, label: fitWords(split, way), onAnswer: () => onAnswer(parts) }] : [];
  });
  const whole = { label: 'Make it whole', onAnswer: () => onAnswer([]) };
  const [yes = whole, ...others] = offers;
  const no = others.pop() ?? whole;
  return (
    <Question
      label={`${merchant}, ${account.name}`}
      yes={yes}
      no={no}
      more={others.map(({ way, label, onAnswer: choose }) => (
        <Button key={way} size="sm" onClick={choose}>
          {label}
        </Button>
      ))}
    >
      <p className="flex items-baseline gap-x-3">
        <span className="min-w-0 truncate">{merchant || 'No name'}</span>
        <span className="shrink-0 text-ink-soft text-sm">{formatCivilDate(date, today)}</span>
        <Amount minor={split.amount.minor} currency={split.amount.currency} className="ml-auto" />
      </p>
      <p className="mt-1 text-ink-soft text-sm">
        <span data-amount="start">
          {leftWords(split)}: {describeParts(asked)}.
        </span>{' '}
        Until you decide, it counts in {category?.name ?? 'no category'}.
      </p>
    </Question>
  );
}

function describeParts({ split: { parts, amount } }: UnsettledSplitDto): string {
  return parts
    .map(({ minor, category }) => {
      const { text } = formatAmount(minor, amount.currency);
      return `${text} ${category?.name ?? 'without a category'}`;
    })
    .join(', ');
}

import { Question } from '#components/questions/question';
import { QuestionSection } from '#components/questions/question-section';
import { offerUndo } from '#components/shell/undo';
import { Amount } from '#components/ui/amount';
import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import { awaitUndo } from '#lib/client/undo';
import { formatCivilDate } from '#lib/dates/civil-date';
import { daysApart } from '#lib/dates/days-apart';
import type { MatchDto } from '#lib/matches/contract';
import { undoMatchAnswer, useMatches } from '#lib/matches/hooks';

/** Pairs that may be one transaction. The bank did not say, so the person does. */
export function MatchQuestions({ fallback, today }: { fallback: MatchDto[]; today: string }) {
  const { matches, decide } = useMatches(fallback);
  if (matches.length === 0) return null;
  const answer = async ({ id, pending }: MatchDto, same: boolean) => {
    try {
      const undoStepId = await decide(id, same);
      const what = same ? 'one transaction' : 'two different ones';
      offerUndo(`${pending.merchant || 'Transaction'}: ${what}`, () => undoMatchAnswer(undoStepId));
    } catch (problem) {
      toast({ tone: 'danger', title: 'Not saved', description: describeError(problem) });
    }
  };
  return (
    <QuestionSection
      id="matches"
      title={matches.length === 1 ? 'Is this one transaction?' : 'Are these one transaction each?'}
      hint="A pending transaction and a posted one that look alike. The bank did not say whether one became the other."
    >
      {matches.map((match) => (
        <Question
          key={match.id}
          label={`${match.pending.merchant}, ${match.account.name}`}
          yes={{ label: 'Yes, one', onAnswer: () => void awaitUndo(answer(match, true)) }}
          no={{ label: 'No, two', onAnswer: () => void awaitUndo(answer(match, false)) }}
        >
          <Side side={match.pending} what="pending" today={today} />
          <Side side={match.posted} what="posted" today={today} />
          <p className="mt-1 text-ink-soft text-sm">
            {describeReason(match)}
            {match.pending.counted
              ? ' Until you decide, both count.'
              : ' Your edits are on the first.'}
          </p>
        </Question>
      ))}
    </QuestionSection>
  );
}

function Side({ side, what, today }: { side: MatchDto['posted']; what: string; today: string }) {
  return (
    <p className="flex items-baseline gap-x-3">
      <span className="min-w-0 truncate">{side.merchant}</span>
      <span className="shrink-0 text-ink-soft text-sm">
        {what}, {formatCivilDate(side.date, today)}
      </span>
      <Amount minor={side.amount.minor} currency={side.amount.currency} className="ml-auto" />
    </p>
  );
}

function describeReason({ pending, posted, account, daysApart: days }: MatchDto): string {
  const sameAmount = pending.amount.minor === posted.amount.minor;
  return [
    account.name,
    sameAmount ? 'the same amount' : 'the same merchant, a similar amount',
    `${daysApart(days)}.`,
  ].join(', ');
}

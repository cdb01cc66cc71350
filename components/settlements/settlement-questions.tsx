import { Question } from '#components/questions/question';
import { QuestionSection } from '#components/questions/question-section';
import { Amount } from '#components/ui/amount';
import { awaitUndo } from '#lib/client/undo';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import { formatAmount } from '#lib/money/format-amount';
import type { TroubledLinkDto, TroubledLinkListDto } from '#lib/settlements/contract';
import { useTroubledLinks } from '#lib/settlements/hooks';
import { decideLink } from './decide-settlement.ts';

/** Refunds and repayments of which the bank changed an end since they were linked. */
export function SettlementQuestions({
  fallback,
  today,
}: {
  fallback: TroubledLinkListDto;
  today: CivilDate;
}) {
  const { links, settle } = useTroubledLinks(fallback);
  if (links.length === 0) return null;
  const answer = (link: TroubledLinkDto, amountMinor: number | null) => {
    const send = () => settle(link, amountMinor);
    const input = { otherId: link.credit.id, amountMinor };
    return awaitUndo(decideLink(send, link.expense.merchant, input).then(() => undefined));
  };
  return (
    <QuestionSection
      id="settlements"
      title={links.length === 1 ? 'How much came back?' : 'How much of each came back?'}
      hint="The bank changed an amount after you linked the two. Figures count no more than there is."
    >
      {links.map((link) => {
        const { expense, credit, amountMinor, fitsMinor } = link;
        const fits = formatAmount(fitsMinor, expense.amount.currency).text;
        return (
          <Question
            key={`${expense.id} ${credit.id}`}
            label={`${expense.merchant}, ${expense.account}`}
            yes={
              fitsMinor > 0
                ? { label: `Link ${fits}`, onAnswer: () => void answer(link, fitsMinor) }
                : null
            }
            no={{ label: 'Take the link away', onAnswer: () => void answer(link, null) }}
          >
            <Side side={expense} today={today} />
            <Side side={credit} today={today} />
            <p className="mt-1 text-ink-soft text-sm">
              {formatAmount(amountMinor, expense.amount.currency).text} of it is linked.{' '}
              {whyOf(link)}
            </p>
          </Question>
        );
      })}
    </QuestionSection>
  );
}

function Side({ side, today }: { side: TroubledLinkDto['expense']; today: CivilDate }) {
  return (
    <p className="flex items-baseline gap-x-3">
      <span className="min-w-0 truncate">{side.merchant || 'No name'}</span>
      <span className="shrink-0 text-ink-soft text-sm">{formatCivilDate(side.date, today)}</span>
      <Amount
        minor={side.amount.minor}
        currency={side.amount.currency}
        tone="money-in"
        className="ml-auto"
      />
    </p>
  );
}

function whyOf({ trouble, fitsMinor }: TroubledLinkDto): string {
  if (trouble === 'wrong_way')
    return 'One of the two goes the other way now, so it counts nowhere.';
  return fitsMinor > 0 ? 'That is more than there is.' : 'Other links leave nothing of it.';
}

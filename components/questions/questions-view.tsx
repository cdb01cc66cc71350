'use client';

import { DuplicateQuestions } from '#components/duplicates/duplicate-questions';
import { MatchQuestions } from '#components/matches/match-questions';
import { useMayChange } from '#components/members/membership';
import { SettlementQuestions } from '#components/settlements/settlement-questions';
import { useToday } from '#components/shell/today';
import { VisitChanges } from '#components/shell/visit-changes';
import { SplitQuestions } from '#components/splits/split-questions';
import { PairedTransfers } from '#components/transfers/paired-transfers';
import { TransferQuestions } from '#components/transfers/transfer-questions';
import { Button } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';
import { Kbd } from '#components/ui/kbd';
import { Link } from '#components/ui/link';
import { PageHeader } from '#components/ui/page-header';
import { TextLink } from '#components/ui/text-link';
import type { DuplicateListDto } from '#lib/duplicates/contract';
import type { MatchDto } from '#lib/matches/contract';
import { type QuestionCounts, sumQuestions } from '#lib/questions/contract';
import { useQuestionCounts } from '#lib/questions/hooks';
import type { TroubledLinkListDto } from '#lib/settlements/contract';
import type { UnsettledSplitListDto } from '#lib/splits/contract';
import type { TransferListDto } from '#lib/transfers/contract';
import { useTransfers } from '#lib/transfers/hooks';
import { useQuestionKeys } from './use-question-keys.ts';

/** All that the banks leave open about transactions, on one page, one kind after the other. */
export function QuestionsView({
  fallback,
  today: todayFallback,
}: {
  fallback: {
    counts: QuestionCounts;
    transfers: TransferListDto;
    matches: MatchDto[];
    duplicates: DuplicateListDto;
    splits: UnsettledSplitListDto;
    settlements: TroubledLinkListDto;
  };
  today: string;
}) {
  const counts = useQuestionCounts(fallback.counts) ?? fallback.counts;
  const today = useToday(todayFallback);
  const transfers = useTransfers(fallback.transfers);
  useQuestionKeys();
  return (
    <div className="max-w-4xl">
      <PageHeader
        title="Questions"
        description="What the banks leave open, you decide."
        back={
          <TextLink asChild>
            <Link href="/transactions">Transactions</Link>
          </TextLink>
        }
        actions={
          <>
            <Keys />
            <VisitChanges />
          </>
        }
      />
      <div className="flex flex-col gap-10">
        <TransferQuestions transfers={transfers} today={today} />
        <DuplicateQuestions fallback={fallback.duplicates} today={today} />
        <MatchQuestions fallback={fallback.matches} today={today} />
        <SplitQuestions fallback={fallback.splits} today={today} />
        <SettlementQuestions fallback={fallback.settlements} today={today} />
        {sumQuestions(counts) === 0 ? <NothingToAsk /> : null}
        <PairedTransfers transfers={transfers} today={today} />
      </div>
    </div>
  );
}

/** For whoever has a keyboard: a phone has not. */
function Keys() {
  const mayChange = useMayChange();
  const keys = [
    ['j k', 'next, before'],
    ...(mayChange
      ? [
          ['y n', 'yes, no'],
          ['u', 'take back'],
        ]
      : []),
  ] as const;
  return (
    <p className="hidden items-center gap-4 text-ink-soft text-sm md:flex">
      {keys.map(([names = '', does]) => (
        <span key={names} className="inline-flex items-center gap-1">
          {names.split(' ').map((name) => (
            <Kbd key={name}>{name}</Kbd>
          ))}
          {does}
        </span>
      ))}
    </p>
  );
}

function NothingToAsk() {
  return (
    <EmptyState
      drawing="settled"
      title="There is nothing to ask"
      actions={
        <Button asChild>
          <Link href="/transactions">To the transactions</Link>
        </Button>
      }
    >
      Where a bank leaves open what belongs together, the question comes here.
    </EmptyState>
  );
}

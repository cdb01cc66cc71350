'use client';

import { CircleHelp } from 'lucide-react';
import { useMayChange } from '#components/members/membership';
import { Button } from '#components/ui/button';
import { Link } from '#components/ui/link';
import { type QuestionCounts, sumQuestions } from '#lib/questions/contract';
import { useQuestionCounts } from '#lib/questions/hooks';

/** To the questions, with how many there are; nothing when nothing is asked. */
export function QuestionsLink({ fallback }: { fallback: QuestionCounts }) {
  const counts = useQuestionCounts(fallback);
  const mayChange = useMayChange();
  const count = counts ? sumQuestions(counts) : 0;
  if (count === 0 || !mayChange) return null;
  return (
    <Button asChild>
      <Link href="/transactions/questions">
        <CircleHelp aria-hidden="true" />
        {count === 1 ? '1 question' : `${count.toLocaleString('en-US')} questions`}
      </Link>
    </Button>
  );
}

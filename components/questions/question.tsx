import type { ReactNode } from 'react';
import { useMayChange } from '#components/members/membership';
import { Button } from '#components/ui/button';
import { leaveQuestion } from './question-focus.ts';

type Answer = { label: string; onAnswer: () => void };

/**
 * One question with its two answers, at which the keys of the page stop. It goes as it is answered;
 * whoever looks and changes nothing reads it without answers.
 */
export function Question({
  label,
  yes,
  no,
  more,
  children,
}: {
  /** What it is about, in words: several stand on the page. */
  label: string;
  /** Null where there is nothing to say yes to. */
  yes: Answer | null;
  no: Answer;
  /** Further ways out, beside the two. */
  more?: ReactNode;
  children: ReactNode;
}) {
  const mayChange = useMayChange();
  return (
    <li
      tabIndex={-1}
      data-question=""
      aria-label={label}
      className="relative -mx-3 flex flex-wrap items-center gap-x-6 gap-y-3 rounded-md px-3 py-4 after:absolute after:inset-x-3 after:bottom-0 after:border-line after:border-b last:after:hidden"
    >
      <div className="min-w-0 flex-1 basis-80">{children}</div>
      {mayChange ? (
        <div className="flex flex-wrap items-center gap-2">
          <AnswerButton {...no} name="no" />
          {yes ? <AnswerButton {...yes} name="yes" /> : null}
          {more ? <span className="sm:order-first">{more}</span> : null}
        </div>
      ) : null}
    </li>
  );
}

function AnswerButton({ label, onAnswer, name }: Answer & { name: 'yes' | 'no' }) {
  return (
    <Button
      size="sm"
      variant={name === 'yes' ? 'primary' : 'secondary'}
      data-answer={name}
      onClick={({ currentTarget }) => {
        leaveQuestion(currentTarget);
        onAnswer();
      }}
    >
      {label}
    </Button>
  );
}

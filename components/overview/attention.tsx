import { ChevronRight } from 'lucide-react';
import type { Route } from 'next';
import { OffAccounts } from '#components/tie-out/off-accounts';
import { describeInbox } from '#components/transactions/describe-inbox';
import { Link } from '#components/ui/link';
import type { AccountDto } from '#lib/accounts/contract';
import type { CivilDate } from '#lib/dates/civil-date';
import { type QuestionCounts, sumQuestions } from '#lib/questions/contract';

/** What waits for the person, beside the connections that every page names: differences, questions, rows to review. */
export function Attention({
  accounts,
  questions,
  inboxCount,
  mayChange,
  today,
}: {
  accounts: AccountDto[];
  questions: QuestionCounts;
  inboxCount: number;
  mayChange: boolean;
  today: CivilDate;
}) {
  const count = sumQuestions(questions);
  const rows = [
    {
      href: '/transactions/questions',
      count,
      text: count === 1 ? 'One question to answer' : `${count} questions to answer`,
    },
    {
      href: '/transactions?q=is:unreviewed',
      count: inboxCount,
      text: `${capitalize(describeInbox(inboxCount))} ${inboxCount === 1 ? 'transaction' : 'transactions'} to review`,
    },
  ].filter((row) => mayChange && row.count > 0);
  return (
    <>
      <OffAccounts accounts={accounts} today={today} />
      {rows.length === 0 ? null : (
        <ul aria-label="What needs you" className="mb-10 flex flex-wrap gap-x-3 gap-y-2">
          {rows.map(({ href, text }) => (
            <li key={href}>
              <Link
                href={href as Route}
                className="inline-flex h-9 items-center gap-1.5 rounded-full border border-line-strong pr-2.5 pl-4 text-sm transition-colors duration-fast hover:border-line-control"
              >
                {text}
                <ChevronRight aria-hidden="true" className="size-4 text-ink-faint" />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
